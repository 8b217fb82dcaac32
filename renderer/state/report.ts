import { signal } from '@preact/signals'
import { type Bridge, MAX_REPORT } from '../../common/bridge.js'
import { logText } from '../call/log-text.js'
import type { SignalLog } from '../call/signal-log.js'
import type { Doctor } from './doctor.js'
import { reportOf } from './doctor-report.js'

const FILE_NAME = 'lanline-report.txt'

/** What a person takes along where something is wrong: the findings and the signaling log, in the app with its own log. */
export class Report {
  readonly hasFailed = signal(false)

  constructor(
    private readonly bridge: Bridge | undefined,
    private readonly doctor: Doctor,
    private readonly log: SignalLog,
  ) {}

  /** Saves it where the person says, in a browser by `download`. Never rejects. */
  async save(download: (text: string, name: string) => void): Promise<void> {
    this.hasFailed.value = false
    const text = this.#text()
    if (!this.bridge) {
      download(text, FILE_NAME)
      return
    }
    try {
      await this.bridge.saveReport(text)
    } catch (error) {
      reportError(error)
      this.hasFailed.value = true
    }
  }

  /** Without chat and what secures connections, and with addresses only in findings whose person wants them there. */
  #text(): string {
    const { entries, nameOf } = this.log
    const signaling = logText(entries, { nameOf, includesSecrets: false })
    return `${reportOf(this.doctor)}\n${signaling.slice(-MAX_REPORT / 2)}`
  }
}

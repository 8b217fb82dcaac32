import { type ReadonlySignal, signal } from '@preact/signals'
import type { Bridge } from '../../common/bridge.js'
import { canShareScreen, type ScreenShare, type ScreenState } from '../call/screen-share.js'
import { ScreenPicker } from './screen-picker.js'

export type ShareProblem = 'refused' | 'failed'

/** Long enough to read a sentence and to press the button that may stand beside it. */
const PROBLEM_SHOWN_MS = 12_000

declare global {
  interface Navigator {
    /** User-Agent Client Hints, which Chromium alone has. */
    readonly userAgentData?: {
      getHighEntropyValues(hints: string[]): Promise<{ platform?: string; platformVersion?: string }>
    }
  }
}

/** The person's own screen, which they may show to the others in the call. */
export class Sharing {
  readonly isPossible = canShareScreen()
  readonly state: ReadonlySignal<ScreenState>
  /** What is shared; the same object for good. */
  readonly stream: MediaStream
  /** Why nothing is shared though the person wanted to; goes away by itself. */
  readonly problem = signal<ShareProblem | undefined>(undefined)
  readonly picker: ScreenPicker
  /** Opens the system's settings where it was refused; in the app alone. */
  readonly openPrivacySettings: (() => void) | undefined
  readonly #share: ScreenShare
  readonly #isApp: boolean
  #forgetting: ReturnType<typeof setTimeout> | undefined

  constructor(share: ScreenShare, bridge: Bridge | undefined) {
    this.#share = share
    this.#isApp = bridge !== undefined
    this.picker = new ScreenPicker(bridge, share)
    this.openPrivacySettings = bridge && (() => void bridge.openPrivacySettings('screen').catch(reportError))
    this.state = share.state
    this.stream = share.stream
    share.state.subscribe((state) => this.#sayWhy(state))
  }

  /** Starts or stops. While the person chooses it stops too: some systems' pickers tell nobody that they were cancelled. */
  toggle(): void {
    if (this.state.value === 'on' || this.state.value === 'starting') this.#share.stop()
    else void this.#share.start()
  }

  #sayWhy(state: ScreenState): void {
    this.#say(undefined)
    if (state === 'refused') this.#say('refused')
    if (state === 'failed') this.#explain().catch(reportError)
  }

  /** In the app, what fails before the person has been asked was cancelled in the system's own picker, or refused. */
  async #explain(): Promise<void> {
    const isOurs = !this.#isApp || this.picker.asked
    if (isOurs) this.#say('failed')
    else if ((await needsPermission()) && this.state.value === 'failed') this.#say('refused')
  }

  #say(problem: ShareProblem | undefined): void {
    clearTimeout(this.#forgetting)
    this.problem.value = problem
    if (problem) this.#forgetting = setTimeout(() => this.#say(undefined), PROBLEM_SHOWN_MS)
  }
}

/** From macOS 15 on the app shows a picker of the system, which lets the person pick without a permission. */
async function needsPermission(): Promise<boolean> {
  const { platform, platformVersion } = (await navigator.userAgentData?.getHighEntropyValues(['platformVersion'])) ?? {}
  return platform === 'macOS' && Number.parseInt(platformVersion ?? '', 10) < 15
}

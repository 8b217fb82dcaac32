import { signal } from '@preact/signals'
import type { Bridge, BridgeEvents, ScreenChoice } from '../../common/bridge.js'
import type { ScreenShare } from '../call/screen-share.js'

/** Where the person chooses what to share, in the app; a browser has a picker of its own. */
export class ScreenPicker {
  /** What there is to choose from, while the person is being asked. */
  readonly request = signal<BridgeEvents['pick-screen'] | undefined>(undefined)
  /** What the person has been asked since they last wanted to share. */
  asked: BridgeEvents['pick-screen'] | undefined
  /** Whether they picked the sound with it when they were last asked. */
  withSound?: boolean

  constructor(
    private readonly bridge: Bridge | undefined,
    private readonly share: ScreenShare,
  ) {
    bridge?.on('pick-screen', (request) => {
      this.asked = this.request.value = request
      this.#closeIfUnwanted()
    })
    share.state.subscribe((state) => {
      if (state === 'starting') this.asked = undefined
      this.#closeIfUnwanted()
    })
  }

  choose(id: string, audio: boolean): void {
    this.withSound = audio
    this.#answer({ id, audio })
  }

  readonly cancel = (): void => {
    this.share.stop()
  }

  /** The person may have cancelled, or the call be over. */
  #closeIfUnwanted(): void {
    if (this.share.state.value !== 'starting') this.#answer(null)
  }

  #answer(choice: ScreenChoice): void {
    if (!this.request.value) return
    this.request.value = undefined
    this.bridge?.pickScreen(choice).catch((error) => {
      reportError(error)
      this.cancel()
    })
  }
}

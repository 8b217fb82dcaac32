import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { everyLook, type Level, microphoneLevel, receivedLevel } from '../call/levels.js'
import { floorOf, heard, mutedTalk, NO_TALK, NOBODY, OWN_VOICE, SILENCE, type Speech } from '../call/speech.js'
import type { App } from '../state/app.js'

/** Tells who speaks, and the person themselves where nobody hears it, for as long as the call is on screen. */
export function SpeechWatch({ app }: { app: App }) {
  useEffect(() => {
    const others = new OtherVoices(app)
    const own = new OwnVoice(app)
    const { callView } = app
    const stop = everyLook((nowMs) => {
      const speakers = new Set([...own.look(nowMs), ...others.look(nowMs)])
      const { value } = callView.speakers
      if (speakers.size !== value.size || [...speakers].some((id) => !value.has(id))) callView.speakers.value = speakers
    })
    return () => {
      stop()
      others.close()
      own.close()
      callView.speakers.value = new Set()
      callView.activeSpeaker.value = undefined
      callView.isTalkingMuted.value = false
    }
  }, [app])
  return null
}

class OtherVoices {
  #levels = new Map<RTCRtpReceiver, Level>()
  #speeches: ReadonlyMap<string, Speech> = new Map()
  #floor = NOBODY

  constructor(private readonly app: App) {}

  /** Gives the ids of those who speak. */
  look(nowMs: number): string[] {
    const { calling, callView } = this.app
    const before = this.#levels
    this.#levels = new Map()
    this.#speeches = new Map(
      calling.peers.peek().map((peer) => {
        const receiver = peer.transceiver('microphone')?.receiver
        const level = receiver && (before.get(receiver) ?? receivedLevel(receiver))
        if (level) this.#levels.set(receiver, level)
        const loudness = peer.media.peek().microphone ? (level?.read() ?? 0) : 0
        return [peer.id, heard(this.#speeches.get(peer.id) ?? SILENCE, loudness, nowMs)]
      }),
    )
    for (const [receiver, level] of before) if (!this.#levels.has(receiver)) level.close()
    this.#floor = floorOf(this.#floor, this.#speeches, nowMs)
    callView.activeSpeaker.value = this.#floor.id
    return [...this.#speeches].flatMap(([id, { isSpeaking }]) => (isSpeaking ? [id] : []))
  }

  close(): void {
    for (const level of this.#levels.values()) level.close()
  }
}

class OwnVoice {
  #level: Level | undefined
  #speech = SILENCE
  #talk = NO_TALK
  readonly #stop: () => void

  constructor(private readonly app: App) {
    const { audio } = app.deviceControls.inputs
    this.#stop = effect(() => {
      const track = audio.track.value
      this.#level?.close()
      this.#level = track ? microphoneLevel(track) : undefined
    })
  }

  look(nowMs: number): string[] {
    const { deviceControls, callView } = this.app
    const isMuted = deviceControls.inputs.audio.state.peek() === 'off'
    this.#speech = heard(this.#speech, this.#level?.read() ?? 0, nowMs)
    this.#talk = isMuted ? mutedTalk(this.#talk, this.#speech, nowMs) : { ...NO_TALK, lookedMs: nowMs }
    callView.isTalkingMuted.value = this.#talk.isTold
    return this.#speech.isSpeaking && deviceControls.inputs.audio.state.peek() === 'on' ? [OWN_VOICE] : []
  }

  close(): void {
    this.#stop()
    this.#level?.close()
  }
}

import { type ReadonlySignal, signal } from '@preact/signals-core'
import type { Proof } from '../../common/auto-answer.js'
import {
  ControlMessage,
  type MediaState,
  NO_MEDIA,
  type Reaction,
  type ToldLine,
  type Want,
} from '../../common/channels.js'
import { Emitter } from '../../common/emitter.js'
import { readAs } from '../../common/schema.js'

export type CarriedSignal = Omit<Extract<ControlMessage, { type: 'signal' }>, 'type'>

/** What peers agree on where the host is lost. */
export type Succession = Extract<ControlMessage, { type: 'can-host' | 'new-host' }>

/** `left`: a person wanted it so. `closed`: their page is closed, or loaded anew. */
export type Ending = 'left' | 'closed'

export interface ControlChannelEvents {
  open: undefined
  chat: string
  reaction: Reaction
  /** The other side asks for what was said before its page. */
  recall: undefined
  said: ToldLine
  carried: CarriedSignal
  /** The other side asks for a proof of this side's key, by this nonce. */
  prove: string
  proof: Proof
  /** The host that is to take the place of a lost one. */
  succession: Succession
  /** The other side ends the link. */
  goodbye: Ending
  /** The channel has closed, and nobody said goodbye. */
  lost: undefined
}

/** How long a goodbye may wait behind what was sent before it. */
const GOODBYE_MS = 500

/** What two peers say to each other past the host, over the control channel of their link. */
export class ControlChannel extends Emitter<ControlChannelEvents> {
  #channel: RTCDataChannel | undefined
  /** Whether the other side has said something over this channel. */
  #isHeard = false
  #media: MediaState = NO_MEDIA
  readonly #heard = signal(NO_MEDIA)
  #want: Want | undefined
  readonly #wanted = signal<Want | undefined>(undefined)

  /** What the other side says it sends. */
  get media(): ReadonlySignal<MediaState> {
    return this.#heard
  }

  /** How much the other side shows of what this one sends; undefined where it does not say. */
  get wanted(): ReadonlySignal<Want | undefined> {
    return this.#wanted
  }

  /** Speaks over this one from now on, and over none before. */
  use(channel: RTCDataChannel): void {
    this.#drop()?.close()
    this.#channel = channel
    this.#isHeard = false
    channel.onopen = () => this.#opened()
    channel.onmessage = ({ data }) => this.#hear(data)
    channel.onclose = () => this.emit('lost', undefined)
    if (this.isOpen) this.#opened()
  }

  /** Whether something said now would get through. */
  get isOpen(): boolean {
    return this.#channel?.readyState === 'open'
  }

  /** Tells what this side sends: now, and on each opening. */
  tell(media: MediaState): void {
    this.#media = media
    this.#say({ type: 'media', ...media })
  }

  /** Says how much of the other side's pictures is shown: now, and on each opening. */
  want(want: Want): void {
    this.#want = want
    this.#say({ type: 'want', ...want })
  }

  /** Lost where the channel is not open. */
  chat(text: string): void {
    this.#say({ type: 'chat', text })
  }

  /** Lost where the channel is not open. */
  react(reaction: Reaction): void {
    this.#say({ type: 'reaction', reaction })
  }

  /** Asks for what was said before this page. */
  recall(): void {
    this.#say({ type: 'recall' })
  }

  /** Tells a line of the chat again. */
  retell(line: ToldLine): void {
    this.#say({ type: 'said', ...line })
  }

  /** Lost where the channel is not open. */
  carry(signal: CarriedSignal): void {
    this.#say({ type: 'signal', ...signal })
  }

  /** Asks for a proof of the other side's key. Lost where the channel is not open. */
  askForProof(nonce: string): void {
    this.#say({ type: 'prove', nonce })
  }

  /** Lost where the channel is not open. */
  prove(proof: Proof): void {
    this.#say({ type: 'proof', ...proof })
  }

  /** Lost where the channel is not open. */
  settle(message: Succession): void {
    this.#say(message)
  }

  /**
   * Says goodbye, and hears no more, not even what is on its way already. Resolves once the goodbye is with the network,
   * or after half a second; at once where the channel is not open.
   */
  async leave(ending: Ending = 'left'): Promise<void> {
    this.#say({ type: 'goodbye', ...(ending === 'closed' && { closed: true }) })
    const channel = this.#drop()
    if (channel?.readyState === 'open' && channel.bufferedAmount > 0) await flushed(channel)
  }

  #drop(): RTCDataChannel | undefined {
    const channel = this.#channel
    this.#channel = undefined
    if (channel) channel.onopen = channel.onmessage = channel.onclose = null
    return channel
  }

  #opened(): void {
    this.#sayAll()
    this.emit('open', undefined)
  }

  #sayAll(): void {
    this.#say({ type: 'media', ...this.#media })
    if (this.#want) this.#say({ type: 'want', ...this.#want })
  }

  #say(message: ControlMessage): void {
    if (this.isOpen) this.#channel?.send(JSON.stringify(message))
  }

  #hear(data: unknown): void {
    const message = readAs(ControlMessage, parseJson(data))
    if (!message) return
    // Chromium may lose what is said at once over a channel that it has just told of.
    if (!this.#isHeard) this.#sayAll()
    this.#isHeard = true
    if (message.type === 'media') this.#heard.value = message
    else if (message.type === 'want') this.#wanted.value = message
    else if (message.type === 'chat') this.emit('chat', message.text)
    else if (message.type === 'reaction') this.emit('reaction', message.reaction)
    else if (message.type === 'said') this.emit('said', message)
    else if (message.type === 'signal') this.emit('carried', message)
    else if (message.type === 'prove') this.emit('prove', message.nonce)
    else if (message.type === 'proof') this.emit('proof', message)
    else if (message.type === 'can-host' || message.type === 'new-host') this.emit('succession', message)
    else if (message.type === 'goodbye') this.emit('goodbye', message.closed ? 'closed' : 'left')
    else this.emit('recall', undefined)
  }
}

function flushed(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GOODBYE_MS)
    channel.onbufferedamountlow = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

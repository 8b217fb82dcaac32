import { Emitter } from '../../common/emitter.js'
import { ChannelMessage, type MediaState, NO_MEDIA } from './channel-message.js'

export interface PeerChannelEvents {
  /** What the other side says it sends. */
  media: MediaState
  chat: string
  /** The other side has ended the connection. A network that fails is no end. */
  ended: undefined
}

/** What two peers say to each other past the host, over a data channel of their connection. */
export class PeerChannel extends Emitter<PeerChannelEvents> {
  #channel: RTCDataChannel | undefined
  #media: MediaState = NO_MEDIA

  /** Speaks over this one from now on, and over none before. */
  use(channel: RTCDataChannel): void {
    this.close()
    this.#channel = channel
    channel.onopen = () => this.#repeat()
    channel.onmessage = ({ data }) => this.#hear(data)
    channel.onclose = () => this.emit('ended', undefined)
    if (this.isOpen) this.#repeat()
  }

  /** Whether something said now would get through. */
  get isOpen(): boolean {
    return this.#channel?.readyState === 'open'
  }

  /** Tells what this side sends: now, and on each opening. */
  tell(media: MediaState): void {
    this.#media = media
    this.#repeat()
  }

  /** Lost where the channel is not open. */
  chat(text: string): void {
    this.#say({ type: 'chat', text })
  }

  /** Ends it from this side. Nothing more of it is told, be it on its way already. */
  close(): void {
    if (!this.#channel) return
    this.#channel.onopen = null
    this.#channel.onmessage = null
    this.#channel.onclose = null
    this.#channel.close()
  }

  #repeat(): void {
    this.#say({ type: 'media', ...this.#media })
  }

  #say(message: ChannelMessage): void {
    if (this.isOpen) this.#channel?.send(JSON.stringify(message))
  }

  #hear(data: unknown): void {
    const message = ChannelMessage.safeParse(parseJson(data))
    if (!message.success) return
    if (message.data.type === 'media') this.emit('media', message.data)
    else this.emit('chat', message.data.text)
  }
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

import { type Chunk, FILE_LIMITS, FileMessage, packChunk, packing, readChunk } from '../../../common/files.js'
import { readAs } from '../../../common/schema.js'

/** Bytes that wait in the browser: more keep the network busy without gaps, fewer let what a person does get ahead. */
export const HIGH = 1024 * 1024
const LOW = HIGH / 4

export interface FileListener {
  /** The other side can be spoken to. */
  opened(): void
  said(message: FileMessage): void
  sent(chunk: Chunk): void
  closed(): void
}

/** The channel `files` of a link: messages of text, chunks of files, and no more on its way than the browser can take. */
export class FileChannel {
  #waiting: (() => void)[] = []
  /** The browser copies at once what it is given. */
  readonly #packing = packing()

  constructor(
    private readonly channel: RTCDataChannel,
    listener: FileListener,
  ) {
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = LOW
    channel.onmessage = ({ data }) => hear(data, listener)
    channel.onbufferedamountlow = () => this.#release()
    channel.onclose = () => {
      this.#release()
      listener.closed()
    }
    if (this.isOpen) listener.opened()
    else channel.onopen = () => listener.opened()
  }

  get isOpen(): boolean {
    return this.channel.readyState === 'open'
  }

  /** Lost where the channel is not open, or the browser can take no more. */
  say(message: FileMessage): void {
    if (this.isOpen) this.#send(JSON.stringify(message))
  }

  /** Resolves once there is room for more, or the channel is closed. */
  async send(chunk: Chunk): Promise<void> {
    if (this.isOpen) this.#send(packChunk(chunk, this.#packing))
    while (this.isOpen && this.channel.bufferedAmount >= HIGH) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Hears and says no more. */
  close(): void {
    const { channel } = this
    channel.onopen = channel.onmessage = channel.onclose = channel.onbufferedamountlow = null
    channel.close()
    this.#release()
  }

  /** A channel whose buffer is full throws, and the link is at its end then. */
  #send(data: string | Uint8Array<ArrayBuffer>): void {
    try {
      if (typeof data === 'string') this.channel.send(data)
      else this.channel.send(data)
    } catch (error) {
      console.warn('The channel for files takes no more:', error)
      this.channel.close()
    }
  }

  #release(): void {
    for (const release of this.#waiting.splice(0)) release()
  }
}

function hear(data: unknown, listener: FileListener): void {
  if (data instanceof ArrayBuffer) {
    const chunk = readChunk(data)
    if (chunk) listener.sent(chunk)
  } else if (typeof data === 'string' && data.length <= FILE_LIMITS.message) {
    const message = readAs(FileMessage, parse(data))
    if (message) listener.said(message)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

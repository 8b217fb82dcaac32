/** One end of a data channel for files. What it sends arrives a microtask later, in order, while the network is up. */
export class FakeFileChannel {
  readyState: RTCDataChannelState = 'connecting'
  binaryType = 'blob'
  bufferedAmount = 0
  bufferedAmountLowThreshold = 0
  other: FakeFileChannel | undefined
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onbufferedamountlow: (() => void) | null = null
  /** Messages of text that were sent, taken from JSON. */
  readonly said: unknown[] = []
  /** Bytes of data that were sent, with their headers. */
  carried = 0
  /** Whether what is sent stays in the buffer. */
  holdsBack = false
  /** So many messages that are sent next are lost, as Chromium loses what is said on a channel whose other end it has just told of. */
  losesNext = 0

  /** The two ends of a channel that is not open yet. */
  static pair(): [FakeFileChannel, FakeFileChannel] {
    const [one, other] = [new FakeFileChannel(), new FakeFileChannel()]
    one.other = other
    other.other = one
    return [one, other]
  }

  get asChannel(): RTCDataChannel {
    return this as unknown as RTCDataChannel
  }

  open(): void {
    for (const end of [this, this.other]) if (end) end.readyState = 'open'
    this.onopen?.()
    this.other?.onopen?.()
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== 'open') throw new DOMException('The channel is not open.', 'InvalidStateError')
    if (typeof data === 'string') this.said.push(JSON.parse(data))
    else this.carried += data.byteLength
    if (this.holdsBack && typeof data !== 'string') this.bufferedAmount += data.byteLength
    if (this.losesNext > 0) {
      this.losesNext--
      return
    }
    const sent = typeof data === 'string' ? data : data.slice().buffer
    queueMicrotask(() => {
      if (this.readyState === 'open') this.other?.onmessage?.({ data: sent })
    })
  }

  /** All has left that was sent. */
  flush(): void {
    this.bufferedAmount = 0
    this.onbufferedamountlow?.()
  }

  /** Closes both ends; what is on its way is lost. */
  close(): void {
    for (const end of [this, this.other]) {
      if (!end || end.readyState === 'closed') continue
      end.readyState = 'closed'
      end.onclose?.()
    }
  }
}

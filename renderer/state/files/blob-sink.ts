import type { SavedFile, Sink } from '../../call/files/incoming-file.js'
import { handOut } from './hand-out.js'

/** A file kept by the browser, which moves large ones to its own disk, and handed out as a download once it is whole. */
export class BlobSink implements Sink {
  #blob: Blob

  constructor(
    private readonly name: string,
    kind: string,
  ) {
    this.#blob = new Blob([], { type: kind })
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    this.#blob = new Blob([this.#blob, bytes], { type: this.#blob.type })
    return bytes.buffer
  }

  async finish(): Promise<SavedFile> {
    const { again, release } = handOut(this.#blob, this.name)
    return { name: this.name, show: { kind: 'again', act: again }, release }
  }

  async discard(): Promise<void> {
    this.#blob = new Blob()
  }
}

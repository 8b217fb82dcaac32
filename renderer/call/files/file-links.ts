import { type ReadonlySignal, signal } from '@preact/signals-core'
import type { FileSet } from '../../../common/files.js'
import type { Peer } from '../../../common/protocol.js'
import type { FileOffers } from '../signaling/file-offers.js'
import type { Party } from './exchange.js'
import { FileLink, type FileLinkOptions } from './file-link.js'

interface FileLinksOptions extends Omit<FileLinkOptions, 'offers' | 'note' | 'onEmpty'> {
  readonly offers: Pick<FileOffers, 'offer' | 'accept' | 'end' | 'signal' | 'on'>
  note(id: string, type: string, payload: unknown): void
}

/** Files between this person and others of one host, whatever rooms any of them are in. */
export class FileLinks {
  readonly #parties = signal<readonly Party[]>([])
  readonly #links = new Map<string, FileLink>()
  readonly #undo: readonly (() => void)[]

  constructor(private readonly options: FileLinksOptions) {
    const { offers } = options
    this.#undo = [
      offers.on('offerFile', ({ from, offer }) => this.#linkTo(from).asked(offer)),
      offers.on('acceptFile', ({ from, id }) => this.#links.get(from)?.accepted(id)),
      offers.on('endFiles', ({ from, id, gone = false }) => this.#links.get(from)?.ended(id, gone)),
      offers.on('fileSignal', ({ from, ...signal }) => this.#links.get(from)?.receive(signal)),
      offers.on('connected', () => {
        for (const link of this.#links.values()) link.repeat()
      }),
    ]
  }

  /** In the order in which there were files with them first. */
  get parties(): ReadonlySignal<readonly Party[]> {
    return this.#parties
  }

  send(to: Peer, file: File, set?: FileSet): void {
    this.#linkTo(to).send(file, set)
  }

  /** The page leaves this host, and with it all that is on its way. */
  end(): void {
    for (const undo of this.#undo) undo()
    for (const link of this.#links.values()) link.end()
  }

  #forget(id: string): void {
    this.#links.delete(id)
    this.#parties.value = this.#parties.peek().filter((party) => party.id !== id)
  }

  #linkTo(person: Peer): FileLink {
    const known = this.#links.get(person.id)
    if (known) return known
    const { options } = this
    const link = new FileLink(person, {
      ...options,
      note: (type, payload) => options.note(person.id, type, payload),
      onEmpty: () => this.#forget(person.id),
    })
    this.#links.set(person.id, link)
    this.#parties.value = [...this.#parties.peek(), link.party]
    return link
  }
}

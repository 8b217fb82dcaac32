import type { Socket } from 'socket.io-client'
import { files } from '../../../common/contract/files.js'
import { Emitter } from '../../../common/emitter.js'
import type { Offer } from '../../../common/files.js'
import type { OutgoingSignal } from '../../../common/protocol.js'
import { type Ask, asking } from './ask.js'
import { hear, type Told } from './events.js'

/** What the host tells of files, and that it is there, for the first time or again. */
export interface FileOffersEvents extends Told<typeof files.events> {
  connected: undefined
}

/** Offers of files between people who are in no room together, by way of their host. Says that this page takes some. */
export class FileOffers extends Emitter<FileOffersEvents> {
  readonly #ask: Ask<typeof files.requests>

  constructor(private readonly socket: Socket) {
    super()
    this.#ask = asking(socket, files.requests)
    hear(socket, files.events, (event, payload) => this.emit(event, payload as FileOffersEvents[typeof event]))
    socket.on('connect', () => this.#begin())
    if (socket.connected) this.#begin()
  }

  /** Asks a person whether they want a file. Rejects with a CallError. */
  async offer(to: string, offer: Offer): Promise<void> {
    await this.#ask('offerFile', { to, offer })
  }

  /** Wants what this person offers by that id. Rejects with a CallError. */
  async accept(to: string, id: number): Promise<void> {
    await this.#ask('acceptFile', { to, id })
  }

  /** Nothing more goes between the two of what began with that offer, or is to. */
  end(to: string, id: number): void {
    this.socket.emit('endFiles', { to, id }, ignore)
  }

  signal(signal: OutgoingSignal): void {
    this.socket.emit('fileSignal', signal, ignore)
  }

  #begin(): void {
    this.socket.emit('takeFiles', ignore)
    this.emit('connected', undefined)
  }
}

/** What the host refuses where no answer is asked for, it writes into the log. */
const ignore = () => {}

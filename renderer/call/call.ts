import { type ReadonlySignal, signal } from '@preact/signals-core'
import { Emitter } from '../../common/emitter.js'
import type { Joined, Locked } from '../../common/protocol.js'
import type { Ending } from './control-channel.js'
import type { CallError } from './errors.js'
import type { Outgoing } from './outgoing.js'
import { RelayLease } from './relay-lease.js'
import { type RemotePeer, RemotePeers, type RemotePeersEvents } from './remote-peers.js'
import type { OnJoined, Signaling } from './signaling/signaling.js'

export type { RemotePeer } from './remote-peers.js'

/** That someone in the room has closed it to everyone who is not in it, or opened it. */
export interface RoomLock {
  readonly isLocked: boolean
  readonly by: { readonly name: string; readonly isSelf: boolean }
}

export interface CallEvents extends RemotePeersEvents {
  lock: RoomLock
  /** The host would not have this page back in the room. */
  ended: CallError
}

/**
 * Being in one room, from entering it to leaving it: with every other peer there, fed by signaling and by the local
 * media, which both outlive it; what is shared of the screen ends with it. A lost host ends nothing; when it is back the
 * room is joined again.
 */
export class Call extends Emitter<CallEvents> {
  readonly #peers: RemotePeers
  readonly #lease: RelayLease
  #undo: (() => void)[] = []
  #ownId = ''
  /** Resolves once those who were there have their offers. */
  #called: Promise<unknown> | undefined
  #room = ''
  readonly #isLocked = signal(false)
  #isOver = false

  constructor(
    private readonly signaling: Signaling,
    private readonly outgoing: Outgoing,
    iceServers: RTCIceServer[] = [],
  ) {
    super()
    this.#peers = new RemotePeers(signaling, outgoing, iceServers)
    this.#lease = new RelayLease(
      () => signaling.relay(),
      (offer) => this.#peers.useRelay(offer),
    )
    this.#peers.on('chat', (said) => this.emit('chat', said))
    this.#peers.on('recall', (asked) => this.emit('recall', asked))
    this.#peers.on('said', (told) => this.emit('said', told))
  }

  /**
   * Enters the room that `ask` asks the host for, be it by its name or by ringing a person. Resolves once those who are
   * there are called: whoever shows the call does so while the answers are under way.
   * Rejects with the CallError that `ask` rejects with; the call is over then.
   */
  async enter(ask: (signaling: Signaling, onJoined: OnJoined) => Promise<void>): Promise<void> {
    try {
      await ask(this.signaling, (joined) => this.#reconcile(joined))
    } catch (error) {
      // The host may have taken this page in all the same, and only its answer been late.
      this.leave()
      throw error
    }
    await this.#called
  }

  /** Has the others asked for what was said before this page, each as soon as they are there. */
  recall(): void {
    this.#peers.recalls = true
  }

  /** The id of this page's person at the host. */
  get ownId(): string {
    return this.#ownId
  }

  get room(): string {
    return this.#room
  }

  /** Whether the room is closed to everyone who is not in it. */
  get isLocked(): ReadonlySignal<boolean> {
    return this.#isLocked
  }

  /** The others in the room; changes when someone comes or goes. After the end it stays as it was. */
  get peers(): ReadonlySignal<readonly RemotePeer[]> {
    return this.#peers.list
  }

  /**
   * Says something to the others: from peer to peer, or through the host while there is no channel to one of them.
   * Rejects with a CallError where the host does not take it.
   */
  async chat(text: string): Promise<void> {
    if (!this.#peers.chat(text)) await this.signaling.chat(text)
  }

  /** Closes the room to others, or opens it. Rejects with a CallError where the host does not do it. */
  lock(isLocked: boolean): Promise<void> {
    return this.signaling.lock(isLocked)
  }

  /** Where the network may be another: has all links look for a path anew. */
  wake(): void {
    this.#peers.wake()
  }

  /** Leaves the room, even one that is still being entered, and ends all links. */
  leave(): void {
    if (this.#isOver) return
    this.signaling.leave()
    this.#close()
  }

  /** Ends all links where the page is closed, or loaded anew; the host then learns of it by itself. */
  closePage(): void {
    if (!this.#isOver) this.#close('closed')
  }

  #close(ending: Ending = 'left'): void {
    this.#isOver = true
    this.#lease.end()
    this.outgoing.screen.stop()
    for (const undo of this.#undo) undo()
    this.#peers.close(ending)
  }

  #listen(): void {
    const { signaling } = this
    const peers = this.#peers
    this.#undo = [
      signaling.on('join', (peer) => peers.welcome(peer)),
      signaling.on('left', ({ id, lost, closed }) =>
        lost ? peers.unlist(id) : peers.remove(id, closed ? 'closed' : 'left'),
      ),
      signaling.on('renamed', (peer) => peers.rename(peer)),
      signaling.on('signal', ({ from, ...signal }) => peers.receive(from, signal)),
      signaling.on('locked', (locked) => this.#lockChanged(locked)),
      signaling.on('message', ({ from, author, message }) => {
        if (from !== this.#ownId) this.emit('chat', { from, author, text: message })
      }),
      signaling.on('connected', () => this.#rejoin()),
      this.outgoing.onChange(() => peers.sendMedia()),
    ]
  }

  #rejoin(): void {
    this.signaling
      .join(this.#room, (joined) => this.#reconcile(joined))
      .catch((error: CallError) => {
        if (this.#isOver) return
        if (error.code === 'host-silent') {
          if (this.signaling.state.value === 'connected') this.#rejoin()
          return
        }
        this.#close()
        this.emit('ended', error)
      })
  }

  #reconcile({ room, id, peers, locked = false, relay }: Joined): void {
    if (this.#isOver) return
    if (this.#room === '') this.#listen()
    this.#room = room
    this.#ownId = id
    this.#isLocked.value = locked
    this.#lease.take(relay)
    this.#called = this.#peers.reconcile(id, peers)
  }

  #lockChanged({ locked, by: { id, name } }: Locked): void {
    if (locked === this.#isLocked.peek()) return
    this.#isLocked.value = locked
    this.emit('lock', { isLocked: locked, by: { name, isSelf: id === this.#ownId } })
  }
}

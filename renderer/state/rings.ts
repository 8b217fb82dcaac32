import { signal } from '@preact/signals'
import type { Peer } from '../../common/protocol.js'
import type { IncomingCall } from '../../common/ring.js'
import type { Signaling } from '../call/signaling/signaling.js'

/** A call that nobody took; `at` is in milliseconds since 1970. */
export interface MissedCall {
  readonly person: Peer
  readonly audioOnly: boolean
  readonly at: number
}

/** Who rings at this page. */
export class Rings {
  readonly incoming = signal<IncomingCall | undefined>(undefined)
  /** When what rings is answered by itself, in milliseconds since 1970; undefined where that is for the person to do. */
  readonly answeredAt = signal<number | undefined>(undefined)
  /** Who rang in vain. */
  readonly missed = signal<MissedCall | undefined>(undefined)
  /** That of the missed call. */
  #missedRoom = ''

  listenTo(signaling: Signaling): void {
    // What rang before may have ended meanwhile; the host rings again if not.
    signaling.on('welcome', () => this.#miss())
    signaling.on('call', (ring) => {
      if (ring.room === this.#missedRoom) this.missed.value = undefined
      this.incoming.value = ring
    })
    signaling.on('disconnectPeer', ({ from }) => {
      if (this.incoming.value?.from.id === from) this.#miss()
    })
  }

  /** What rings now, which does no longer: the person has decided. */
  take(): IncomingCall | undefined {
    const ring = this.incoming.value
    this.incoming.value = undefined
    return ring
  }

  /** The person goes somewhere else than to whoever rings, and there is told of them later. */
  leave(): void {
    this.#miss()
  }

  readonly forgetMissed = (): void => {
    this.missed.value = undefined
  }

  #miss(): void {
    const ring = this.take()
    if (!ring) return
    this.missed.value = { person: ring.from, audioOnly: ring.audioOnly, at: Date.now() }
    this.#missedRoom = ring.room
  }
}

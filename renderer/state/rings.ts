import { signal } from '@preact/signals'
import type { IncomingCall, Peer } from '../../common/protocol.js'
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
  /** Who rang in vain. */
  readonly missed = signal<MissedCall | undefined>(undefined)

  listenTo(signaling: Signaling): void {
    // What rang before may have ended meanwhile; the host rings again if not.
    signaling.on('welcome', () => {
      this.incoming.value = undefined
    })
    signaling.on('call', (ring) => {
      this.incoming.value = ring
    })
    signaling.on('disconnectPeer', ({ from }) => {
      if (this.incoming.value?.from.id !== from) return
      const { from: person, audioOnly } = this.incoming.value
      this.missed.value = { person, audioOnly, at: Date.now() }
      this.incoming.value = undefined
    })
  }

  /** What rings now, which does no longer: the person has decided. */
  take(): IncomingCall | undefined {
    const ring = this.incoming.value
    this.incoming.value = undefined
    return ring
  }

  forget(): void {
    this.incoming.value = undefined
    this.missed.value = undefined
  }
}

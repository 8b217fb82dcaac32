import { signal } from '@preact/signals'
import type { IncomingCall } from '../../common/protocol.js'
import type { Signaling } from '../call/signaling/signaling.js'

/** Who rings at this page. */
export class Rings {
  readonly incoming = signal<IncomingCall | undefined>(undefined)
  /** Who rang in vain. */
  readonly missed = signal<string | undefined>(undefined)

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
      this.missed.value = this.incoming.value.from.name
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

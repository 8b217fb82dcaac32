import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { buildInvite } from '../../common/invite.js'
import { RoomName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import { takeTicket, withJoin, withName, withTicket } from './hand-over.js'
import type { HostConnection } from './host-connection.js'
import type { OwnHost } from './own-host.js'
import type { Passcodes } from './passcodes.js'

export interface Way {
  /** Leads to this page by https, with the room and the name that the person has entered. */
  readonly link: string
  /** What the certificate must have that is shown on the way. */
  readonly fingerprint: string
}

/** The way from a plain http page to the same page by https, where browsers give it camera and microphone. */
export class SecureDoor {
  /** Whether the person is being told. */
  readonly isOpen = signal(false)
  /** Undefined where there is none: the host has no such door, or the person is at another host than this page is from. */
  readonly way: ReadonlySignal<Way | undefined>

  /** Whether the person has pressed the link, which this page is left by. */
  isOnTheWay = false
  /** Whether this page is where that link has led. */
  readonly isBehind: boolean
  /** Lets the page that the link opens take the place of this one, also where the host asks for a passcode. */
  readonly #ticket = signal<string | undefined>(undefined)
  readonly #host: HostConnection

  /** Whoever came this way need not say the passcode again. */
  constructor(own: OwnHost, host: HostConnection, name: Signal<string>, room: Signal<string>, passcodes: Passcodes) {
    this.#host = host
    const ticket = takeTicket()
    this.isBehind = ticket !== undefined
    if (ticket !== undefined) passcodes.useTicket(location.origin, ticket)
    this.way = computed(() => {
      const { secure } = own.facts.value ?? {}
      if (!secure || !host.isAtOwn.value) return undefined
      const origin = new URL(`https://${location.hostname}:${secure.port}`).origin
      const entered = readAs(RoomName, room.value)
      const page = buildInvite({ origin, ...(entered !== undefined && { room: entered }) })
      const link = withName(entered === undefined ? page : withJoin(page), name.value)
      const toLetIn = this.#ticket.value
      return { link: toLetIn === undefined ? link : withTicket(link, toLetIn), fingerprint: secure.fingerprint }
    })
  }

  readonly open = (): void => {
    this.isOpen.value = true
    void this.#fetchTicket()
  }

  readonly close = (): void => {
    this.isOpen.value = false
    this.isOnTheWay = false
  }

  readonly go = (): void => {
    this.isOnTheWay = this.#ticket.value !== undefined
  }

  /** Without one the person comes anew, and says the passcode once more. */
  async #fetchTicket(): Promise<void> {
    this.#ticket.value = undefined
    try {
      this.#ticket.value = await (await this.#host.get()).ticket()
    } catch (error) {
      console.warn('The host gave no ticket:', error)
    }
  }
}

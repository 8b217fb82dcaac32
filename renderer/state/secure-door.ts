import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { buildInvite } from '../../common/invite.js'
import { RoomName } from '../../common/protocol.js'
import { splitPasscode, takePasscode, withName, withPasscode } from './hand-over.js'
import type { HostConnection } from './host-connection.js'
import type { OwnHost } from './own-host.js'
import type { Passcodes } from './passcodes.js'

interface Way {
  /** Leads to this page by https, with the room, the name and the passcode that the person has entered. */
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

  /** What the link has of the passcode, where the host asks for one. */
  readonly #passcodeHalf = signal<string | undefined>(undefined)
  readonly #passcodes: Passcodes

  /** Whoever came this way need not say the passcode again. */
  constructor(own: OwnHost, host: HostConnection, name: Signal<string>, room: Signal<string>, passcodes: Passcodes) {
    this.#passcodes = passcodes
    const passcode = takePasscode()
    if (passcode !== undefined) passcodes.keep(location.origin, passcode)
    this.way = computed(() => {
      const { secure } = own.facts.value ?? {}
      if (!secure || !host.isAtOwn.value) return undefined
      const origin = new URL(`https://${location.hostname}:${secure.port}`).origin
      const { data } = RoomName.safeParse(room.value)
      const link = withName(buildInvite({ origin, ...(data !== undefined && { room: data }) }), name.value)
      const half = this.#passcodeHalf.value
      return { link: half === undefined ? link : withPasscode(link, half), fingerprint: secure.fingerprint }
    })
  }

  readonly open = (): void => {
    const passcode = this.#passcodes.of(location.origin)
    this.#passcodeHalf.value = passcode === undefined ? undefined : splitPasscode(passcode)
    this.isOpen.value = true
  }

  readonly close = (): void => {
    this.isOpen.value = false
  }
}

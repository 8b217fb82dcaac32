import { computed, type ReadonlySignal } from '@preact/signals'
import { buildAppInvite, buildInvite } from '../../common/invite.js'
import { inUrl } from '../../common/ip-address.js'
import type { HostConnection } from './host-connection.js'
import type { OwnHost } from './own-host.js'

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** How others reach the host: its addresses as they are now, and the links to give away. */
export class Reach {
  /** Best first; empty without a network. The address this page came by is known to work. */
  readonly addresses: ReadonlySignal<readonly string[]>
  /** Whether the page's own host runs on this machine, as far as its address tells. */
  readonly isThisComputer = LOOPBACK.test(location.hostname)
  readonly #host: HostConnection
  readonly #own: OwnHost

  constructor(host: HostConnection, own: OwnHost) {
    this.#host = host
    this.#own = own
    this.addresses = computed(() => {
      const all = own.facts.value?.addresses ?? []
      return this.isThisComputer ? all : [...new Set([location.hostname.replace(/[[\]]/g, ''), ...all])]
    })
  }

  /** The address that others write to come in, at the current host; undefined while it has none. */
  get address(): string | undefined {
    if (!this.#host.isAtOwn.value) return new URL(this.#host.view.value.origin).host
    const [best] = this.addresses.value
    return best === undefined ? undefined : this.textOf(best)
  }

  /** What the host at `origin` calls itself, where it has been met on this network. */
  nameOf(origin: string): string | undefined {
    if (origin === location.origin) return this.#own.facts.value?.name
    return this.#own.found.value.find((found) => found.origin === origin)?.name
  }

  /** How people write one of the addresses: with the port of the plain door. */
  textOf(address: string): string {
    return new URL(this.#plainOrigin(address)).host
  }

  /** The link to a room, or to the start, at one of the addresses, by the door that this page came by itself. */
  linkTo(address: string, room?: string): string {
    const { secure } = this.#own.facts.value ?? {}
    const isSecure = location.protocol === 'https:'
    const origin = isSecure ? `https://${inUrl(address)}:${secure?.port ?? location.port}` : this.#plainOrigin(address)
    return buildInvite({ origin: new URL(origin).origin, ...(room !== undefined && { room }) })
  }

  /** Whether the current host is lost, so that a link to it leads nowhere. */
  get isAway(): boolean {
    return this.#host.view.value.state !== 'connected'
  }

  /** The link to a room, or to the start, at the current host; undefined while others could not reach it. */
  inviteTo(room: string | undefined): string | undefined {
    if (this.isAway) return undefined
    const { origin } = this.#host.view.value
    if (!this.#host.isAtOwn.value) return buildInvite({ origin, ...(room !== undefined && { room }) })
    const [address] = this.addresses.value
    return address === undefined ? undefined : this.linkTo(address, room)
  }

  /** For guests: the link that opens the app and leads here, to the host with this key. Undefined without a key. */
  appLink(room?: string): string | undefined {
    const { secure } = this.#own.facts.value ?? {}
    const [address] = this.addresses.value
    if (this.isThisComputer || !this.#host.isAtOwn.value || !secure || address === undefined) return undefined
    const origin = this.#plainOrigin(address)
    return buildAppInvite({ origin, key: secure.key, ...(room !== undefined && { room }) })
  }

  #plainOrigin(address: string): string {
    const port = this.#own.facts.value?.port ?? location.port
    return `http://${inUrl(address)}${port === '' ? '' : `:${port}`}`
  }
}

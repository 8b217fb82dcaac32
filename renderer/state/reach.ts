import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Bridge, HostInfo } from '../../common/bridge.js'
import { buildInvite } from '../../common/invite.js'
import type { HostConnection } from './host-connection.js'

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** How others reach the host: its addresses, and the links to give away. */
export class Reach {
  /** `192.168.1.5:8080`, best first; empty without a network. The address this page came by is known to work. */
  readonly addresses: ReadonlySignal<readonly string[]>
  /** Whether the page's own host runs on this machine, as far as its address tells. */
  readonly isThisComputer = LOOPBACK.test(location.hostname)
  readonly #host: HostConnection
  readonly #appHost = signal<HostInfo | undefined>(undefined)

  constructor(host: HostConnection, bridge: Bridge | undefined) {
    this.#host = host
    this.addresses = computed(() => {
      const { port, addresses } = this.#appHost.value ?? { port: location.port, addresses: host.ownAddresses.value }
      const all = addresses.map((address) => (port === '' ? address : `${address}:${port}`))
      return this.isThisComputer ? all : [...new Set([location.host, ...all])]
    })
    bridge?.hostInfo().then(
      (info) => {
        this.#appHost.value = info
      },
      (error) => console.warn('The app did not tell its addresses:', error),
    )
  }

  /** The link to a room on the current host; undefined while others could not reach it. */
  inviteTo(room: string): string | undefined {
    const { origin } = this.#host.view.value
    if (origin !== location.origin) return buildInvite({ origin, room })
    const [address] = this.addresses.value
    return address === undefined ? undefined : buildInvite({ origin: `${location.protocol}//${address}`, room })
  }
}

import type { RequestListener } from 'node:http'
import { DEFAULT_PORT } from '../../common/limits.js'
import type { LanAddresses } from '../lan/lan-addresses.js'
import { log } from '../storage/log.js'
import { ownNames } from './access.js'
import { loadCertificate } from './certificate.js'
import type { Directory } from './directory.js'
import type { Doorkeeper } from './doorkeeper.js'
import { PlainDoor } from './plain-door.js'
import { RoomRelay } from './room-relay.js'
import { SecureDoor } from './secure-door.js'
import type { TakeOver } from './shared-port.js'

export interface DoorOptions {
  /** Where this is taken the next free one is used; 0 picks any. */
  port?: number
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** Where its certificate is kept. Without it there is no secure door. */
  dataFolder?: string
  /** The secure door's port, otherwise as `port`; null for none. */
  securePort?: number | null
  /** Whether it relays between people of one room who do not reach each other; it does when left out. */
  relay?: boolean
}

/** What the doors ask of the host that is behind them. */
export interface Behind {
  readonly directory: Directory
  /** What the host calls itself. */
  name(): string
  /** The secure door shows another certificate. */
  renewed(): void
}

export const DEFAULT_SECURE_PORT = 8443

/** The ways into a host: its plain door, and where they can be opened the secure one, and the relay at the ports of both. */
export class Doors {
  readonly plain: PlainDoor
  #secure: SecureDoor | undefined
  #relay: RoomRelay | undefined
  readonly #toRelay: TakeOver = (socket, bytes) =>
    void (this.#relay ? this.#relay.take(socket, bytes) : socket.destroy())

  constructor(
    page: RequestListener,
    private readonly keeper: Doorkeeper,
    private readonly lanAddresses: LanAddresses,
    private readonly options: DoorOptions,
  ) {
    this.plain = new PlainDoor(page, this.#toRelay, keeper)
  }

  get secure(): SecureDoor | undefined {
    return this.#secure
  }

  get relay(): RoomRelay | undefined {
    return this.#relay
  }

  /** Takes the ports. Rejects where the plain door has none; what else cannot be opened is left out and said so. */
  async open(behind: Behind): Promise<void> {
    const { port = DEFAULT_PORT, address } = this.options
    await this.plain.open(port, address)
    await this.#openSecure(behind)
    await this.#openRelay(behind)
  }

  async #openSecure({ renewed }: Behind): Promise<void> {
    const { dataFolder, securePort = DEFAULT_SECURE_PORT, address } = this.options
    if (dataFolder === undefined || securePort === null) return
    try {
      this.#secure = await SecureDoor.open({
        http: this.plain.server,
        certificate: () => loadCertificate(dataFolder, { addresses: this.lanAddresses.list, hostnames: ownNames() }),
        port: securePort,
        relay: this.#toRelay,
        keeper: this.keeper,
        ...(address !== undefined && { address }),
        onRenewed: renewed,
      })
    } catch (error) {
      log.error(`There is no secure door: ${(error as Error).message}`)
    }
  }

  async #openRelay({ directory, name }: Behind): Promise<void> {
    const { address, relay = true } = this.options
    if (!relay) return
    this.#relay = await RoomRelay.open({
      port: this.plain.port,
      address,
      directory,
      lanAddresses: this.lanAddresses,
      name,
      ports: () => [this.plain.port, ...(this.#secure ? [this.#secure.port] : [])],
    })
  }
}

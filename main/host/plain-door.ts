import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Connections } from './connections.js'
import type { Doorkeeper } from './doorkeeper.js'
import { listen } from './listen.js'
import { refuseUpgrades } from './refuse-upgrade.js'
import { sharePort, type TakeOver } from './shared-port.js'

/** A host's HTTP server, at whose port its relay is too. */
export class PlainDoor {
  /** Also what the secure door hands its requests on to. */
  readonly server: Server
  readonly #connections: Connections

  constructor(
    page: RequestListener,
    relay: TakeOver,
    private readonly keeper: Doorkeeper,
  ) {
    this.server = createServer(keeper.deadlines, page)
    sharePort(this.server, relay)
    this.#connections = new Connections(this.server, keeper)
    refuseUpgrades(this.server)
  }

  /** Listens on `port` or the next one that is free; 0 picks any. Rejects with the system's error. */
  open(port: number, address?: string): Promise<void> {
    this.keeper.endSlowRequests(this.server)
    return listen(this.server, port, address)
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** Cuts the connections that are still open. */
  cut(): void {
    this.#connections.cut()
  }
}

import type { IncomingMessage } from 'node:http'
import { hostname } from 'node:os'
import type { HostCard, HostFacts } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import { CAPACITY, DEFAULT_PORT } from '../../common/limits.js'
import { PersonName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import packageJson from '../../package.json' with { type: 'json' }
import { checkNetwork } from '../doctor/check-network.js'
import { Discovery } from '../lan/discovery.js'
import { LanAddresses } from '../lan/lan-addresses.js'
import { log } from '../storage/log.js'
import { choicesIn, type OperatorChoices } from '../storage/operator-choices.js'
import { removeDrafts } from '../storage/private-file.js'
import { Control } from './control.js'
import { Doorkeeper } from './doorkeeper.js'
import { DEFAULT_SECURE_PORT, type DoorOptions, Doors } from './doors.js'
import { limitsWith } from './host-limits.js'
import { type HostLoad, loadOf } from './host-load.js'
import { HostOperations } from './host-operations.js'
import { Knocker } from './knocker.js'
import { LoopWatch } from './loop-watch.js'
import { OperatorToken } from './operator-token.js'
import { serveClientScript, servePage } from './page.js'
import { localUrl, urlsAt } from './page-urls.js'
import { Passcode } from './passcode.js'
import { type Signaling, type SignalingOptions, startSignaling } from './signaling.js'

export interface HostOptions extends SignalingOptions, DoorOptions {
  /** Folder of the built page. */
  pageDirectory: string
  /** What the host calls itself to others on the network; the machine's name when left out. */
  name?: string
  /** What people must know to come in: as the operator chose last when left out. */
  passcode?: string
  /** What the operator chose; kept in the data folder when left out, and nowhere without one. */
  choices?: OperatorChoices
  /** Whether to announce itself and look for others: as the operator chose last when left out. */
  discovery?: boolean
  /** Hosts that were met before, such as `192.168.1.7:8080`, the latest last: they are looked for first. */
  metBefore?: () => readonly string[]
  /** Says when the process has more to do than it can; its own event loop does when left out. */
  loop?: LoopWatch
}

export interface Host {
  readonly port: number
  /** Where the page can be opened on this machine: a secure context, so camera and microphone work. */
  readonly localUrl: string
  /** The page at this address for who sits at this machine, and may give the host orders. The link is a secret. */
  forOperator(page: string): string
  /** Where the page can be opened from other machines as they are now, best first. */
  readonly urls: string[]
  /** The same over https, where browsers give camera and microphone; empty without a secure door. */
  readonly secureUrls: string[]
  /** What anyone may know of the host. */
  facts(): HostFacts
  /** How much it has to do, now. */
  load(): HostLoad
  /** Calls `listener` whenever the facts are others. */
  onChange(listener: () => void): void
  /** Looks at the machine's addresses now, as after it woke up. */
  refresh(): Promise<void>
  /** Tells every client, ends all connections and frees the ports. Safe to call again. */
  close(): Promise<void>
}

/**
 * Starts a host: the page and Socket.IO signaling over HTTP, and over HTTPS where there is a folder for a certificate.
 * Rejects with a RangeError where the capacity is out of range, and with the system's error where the address cannot
 * be bound.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { address, dataFolder, choices = await choicesIn(dataFolder) } = options
  if (dataFolder !== undefined) await removeDrafts(dataFolder)
  const { pinned } = choices.value
  const addresses = await LanAddresses.start({
    ...(address !== undefined && { bound: address }),
    ...(pinned !== undefined && { pinned }),
  })
  try {
    const host = new RunningHost(options, choices, addresses)
    await host.open()
    return host
  } catch (error) {
    addresses.close()
    throw error
  }
}

/** A host with everything that belongs to it, put together. */
class RunningHost implements Host {
  readonly #token = new OperatorToken()
  readonly #keeper: Doorkeeper
  readonly #doors: Doors
  readonly #signaling: Signaling
  readonly #control: Control
  readonly #passcode: Passcode
  #loop: LoopWatch | undefined
  #discovery: Discovery | undefined
  #closing: Promise<void> | undefined
  readonly #listeners: (() => void)[] = []

  constructor(
    private readonly options: HostOptions,
    private readonly choices: OperatorChoices,
    private readonly lanAddresses: LanAddresses,
  ) {
    this.#passcode = new Passcode(options.passcode ?? choices.value.passcode)
    if (options.passcode === undefined && choices.unsealed !== undefined) {
      this.#passcode.standInFor(choices.unsealed.then(() => choices.value.passcode))
    }
    const page = servePage(options.pageDirectory, () => this.card)
    this.#keeper = new Doorkeeper(limitsWith(options.limits), () => this.#loop?.isOverloaded === true)
    this.#doors = new Doors(new Knocker().before(page), this.#keeper, lanAddresses, options)
    const { capacity = choices.value.capacity ?? CAPACITY.default } = options
    this.#signaling = startSignaling(
      this.#doors.plain.server,
      { ...options, capacity },
      {
        passcode: this.#passcode,
        lanAddresses: () => lanAddresses.list,
        isTooBusyFor: (address) => this.#keeper.isTooBusyFor(address),
        relayFor: (person) => this.#doors.relay?.offerTo(person),
        peopleChanged: () => this.#control.operatorChanged(),
      },
    )
    const { io, parts } = this.#signaling
    io.engine.use(serveClientScript(page))
    this.#control = new Control(io, this.#operations(), parts.traffic, this.#token)
  }

  /** Takes the ports. What only adds to the host, and fails, is left out and said so. */
  async open(): Promise<void> {
    const { io, parts } = this.#signaling
    await this.#signaling.begin()
    await this.#doors.open({
      directory: parts.directory,
      name: () => this.card.name,
      renewed: () => this.#cardChanged(),
    })
    this.#loop = this.options.loop ?? new LoopWatch(undefined, reportOverload)
    io.engine.on('connection', ({ request }: { request: IncomingMessage }) => {
      this.lanAddresses.cameInOn(request.socket.localAddress, request.socket.remoteAddress)
    })
    this.lanAddresses.onChange(() => void this.#addressesChanged())
    this.#discovery = new Discovery({
      host: { card: () => this.card, port: this.port },
      addresses: this.lanAddresses,
      ...(this.options.metBefore && { metBefore: this.options.metBefore }),
    })
    this.#discovery.onChange(() => this.#control.foundChanged())
    if (this.options.discovery ?? this.choices.value.discovery) this.#discovery.start()
  }

  get port(): number {
    return this.#doors.plain.port
  }

  get localUrl(): string {
    return localUrl(this.options.address, this.port)
  }

  forOperator(page: string): string {
    return this.#token.linkTo(page)
  }

  get urls(): string[] {
    return urlsAt('http', this.lanAddresses.list, this.options.address, this.port)
  }

  get secureUrls(): string[] {
    const port = this.#doors.secure?.port
    return port === undefined ? [] : urlsAt('https', this.lanAddresses.list, this.options.address, port)
  }

  get card(): HostCard {
    const { name = hostname().replace(/\..*/, '') } = this.options
    const { secure } = this.#doors
    return {
      name: readAs(PersonName, name) || 'Lanline',
      version: packageJson.version,
      ...(secure && { secure: secure.facts }),
      hasPasscode: this.#passcode.isSet,
    }
  }

  facts(): HostFacts {
    return { ...this.card, port: this.port, addresses: this.lanAddresses.list }
  }

  load(): HostLoad {
    return {
      ...loadOf(this.#signaling, this.#doors.relay?.stats),
      isOverloaded: this.#loop?.isOverloaded === true,
      lacksRedis: this.options.cluster?.isReachable === false,
      turnedAway: this.#keeper.turnedAway,
    }
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  refresh(): Promise<void> {
    return this.lanAddresses.refresh()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  #operations(): HostOperations {
    return new HostOperations({
      parts: this.#signaling.parts,
      cluster: this.options.cluster,
      passcode: this.#passcode,
      choices: this.choices,
      lanAddresses: this.lanAddresses,
      discovery: () => this.#discovery,
      facts: () => this.facts(),
      check: () => this.#check(),
      cardChanged: () => this.#cardChanged(),
      operatorChanged: () => this.#control.operatorChanged(),
    })
  }

  #check(): Promise<Finding[]> {
    const { port = DEFAULT_PORT, securePort = DEFAULT_SECURE_PORT } = this.options
    const { secure } = this.#doors
    return checkNetwork({
      port,
      securePort: securePort ?? 0,
      doors: [{ port: this.port, isSecure: false }, ...(secure ? [{ port: secure.port, isSecure: true }] : [])],
      key: secure?.facts.key,
      addresses: async () => this.lanAddresses.all,
      announced: async () => this.#discovery?.silent ?? [],
      neighbours: () => this.#discovery?.found ?? [],
      certificate: async () => secure?.validity,
    })
  }

  async #addressesChanged(): Promise<void> {
    await this.#doors.secure?.update()
    this.#cardChanged()
  }

  #cardChanged(): void {
    if (this.#closing !== undefined) return
    this.#discovery?.update()
    this.#control.factsChanged()
    for (const listener of this.#listeners) listener()
  }

  async #close(): Promise<void> {
    this.lanAddresses.close()
    this.#loop?.close()
    await this.#discovery?.stop()
    this.#doors.relay?.close()
    await this.#signaling.stop(() => this.#doors.plain.cut())
    await this.#doors.secure?.close()
    await this.choices.written
  }
}

const reportOverload = (isOverloaded: boolean) =>
  log.warn(
    isOverloaded
      ? 'The host has more to do than it can, and lets in nobody new.'
      : 'The host lets in new people again.',
  )

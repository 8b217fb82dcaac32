import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Removal } from '../../../common/control.js'
import { log } from '../../storage/log.js'
import type { Cluster, HostState } from '../cluster.js'
import { dismiss, keepSeat } from '../connection.js'
import type { HostParts } from '../host-parts.js'
import type { Passcode } from '../passcode.js'
import type { Ring } from '../rings.js'
import type { HostServer } from '../sockets.js'
import { type KeptRoom, pairs, personIn, RedisDirectory } from './directory.js'
import { RedisLink } from './link.js'
import { RedisMailbox } from './mailbox.js'
import { isNewPasscode } from './passcode-record.js'
import { RedisRings } from './rings.js'
import { BEAT, GO } from './scripts.js'
import { SharedKnowledge } from './shared-knowledge.js'

/** How often each process says that it is alive, and how long the others wait for it to. */
const BEAT_MS = 1_500
const DEAD_MS = 5_000

/** What the scripts tell all processes. */
interface News {
  readonly room?: KeptRoom
  readonly ring?: Ring
  readonly ended?: Ring
  /** Someone came, is called something else, or went, in which case there is no node. */
  readonly person?: string
  readonly node?: string
}

/**
 * Several processes that are one host by one Redis. Each is a node, with a sign of life that expires; the people of a node
 * whose sign is gone are taken over by another, which keeps their seats for as long as those of any lost connection. A node
 * that has lost sight of Redis begins anew under another name: what it held is taken over like that of a dead one, and its
 * clients, whose calls go on meanwhile, come back as they do to a host that was away.
 */
export class RedisCluster implements Cluster {
  readonly #directory: RedisDirectory
  #mailbox!: RedisMailbox
  #rings!: RedisRings
  #io!: HostServer
  #parts: HostParts | undefined
  #shared: SharedKnowledge | undefined
  #isReady = false
  #beating: NodeJS.Timeout | undefined

  private constructor(
    private readonly link: RedisLink,
    private readonly passcode: string | undefined,
  ) {
    this.#directory = new RedisDirectory(link)
    link.on('down', () => this.#pause())
    link.on('up', (former) => void this.#beginAnew(former))
  }

  /** `passcode` is what all processes of the host ask for. Rejects where Redis cannot be reached. */
  static async connect(
    url: string,
    { prefix, passcode }: { prefix?: string; passcode?: string | undefined } = {},
  ): Promise<RedisCluster> {
    return new RedisCluster(await RedisLink.open(url, prefix), passcode)
  }

  get isReachable(): boolean {
    return this.#isReady
  }

  state(io: HostServer, ringMs: number, onUnanswered: (ring: Ring) => void): HostState {
    const { link } = this
    // Two channels a namespace, whatever rooms there are: what goes to one person has a channel of theirs.
    io.adapter(createShardedAdapter(link, link, { channelPrefix: `${link.prefix}:io`, subscriptionMode: 'static' }))
    this.#io = io
    this.#mailbox = new RedisMailbox(link, io)
    this.#rings = new RedisRings(link, ringMs, onUnanswered)
    return { directory: this.#directory, mailbox: this.#mailbox, rings: this.#rings }
  }

  async join(io: HostServer, parts: HostParts, passcode: Passcode): Promise<void> {
    this.#parts = parts
    this.#shared = new SharedKnowledge(this.link, io, parts, passcode)
    await this.#begin('')
  }

  async remove(removal: Removal): Promise<boolean> {
    return (await this.#shared?.remove(removal)) ?? false
  }

  async leave(): Promise<void> {
    this.#pause()
    await this.link.run(GO).catch(() => {})
    this.link.close()
  }

  #pause(): void {
    this.#isReady = false
    clearTimeout(this.#beating)
  }

  /** `former` is the node that this process was before. */
  async #begin(former: string): Promise<void> {
    await this.link.subscribe(':news', (message) => this.#hear(JSON.parse(message) as News))
    await this.#mailbox.listen()
    await this.#rings.load()
    await this.#shared?.load(former === '' ? await isNewPasscode(this.link, this.passcode) : false)
    this.#adopt(await this.link.run<string[]>(BEAT, DEAD_MS, '1', former))
    this.#isReady = true
    this.#beatLater()
  }

  async #beginAnew(former: string): Promise<void> {
    for (const { conn } of this.#io.sockets.sockets.values()) conn.close()
    this.#mailbox.clear()
    this.#directory.clear()
    this.#parts?.seats.clear()
    this.#parts?.callers.clear()
    try {
      await this.#begin(former)
    } catch (error) {
      log.warn(`The host could not go on yet: ${(error as Error).message}`)
      this.link.restart()
    }
  }

  #beatLater(): void {
    this.#beating = setTimeout(() => void this.#beat(), BEAT_MS)
  }

  async #beat(): Promise<void> {
    try {
      this.#adopt(await this.link.run<string[]>(BEAT, DEAD_MS, '', ''))
      if (this.#isReady) this.#beatLater()
    } catch {
      // Redis is away, or the others took this process for dead.
      this.link.restart()
    }
  }

  #hear({ room, ring, ended, person, node }: News): void {
    if (room) this.#directory.hear(room)
    if (ring) this.#rings.hear(ring)
    if (ended) this.#rings.hearEnd(ended)
    if (person !== undefined && node !== this.link.node && this.#directory.isHere(person)) this.#letGo(person)
    this.#parts?.presence.changed()
  }

  /** Someone is at another process now. */
  #letGo(id: string): void {
    this.#directory.forget(id)
    this.#parts?.seats.take(id)
    this.#parts?.callers.take(id)
    if (this.#mailbox.has(id)) this.#mailbox.close(id)
  }

  /** Waits for people whose process is gone. */
  #adopt(adopted: readonly string[]): void {
    const parts = this.#parts
    if (!parts) return
    for (const [json, room] of pairs(adopted)) {
      const person = personIn(json)
      const { id, hasSession } = person
      const adopt = async () => {
        // They may have come here by themselves.
        if (this.#directory.isHere(id)) return
        this.#directory.take(person, room)
        if (!hasSession) return dismiss(parts, person, 'lost')
        await this.#mailbox.adopt(id)
        this.#mailbox.setIn('room', id, room !== '')
        keepSeat(parts, person, parts.graceMs)
      }
      Promise.resolve(parts.turns.run(id, adopt)).catch((error) => log.error('Taking over a person failed:', error))
    }
  }
}

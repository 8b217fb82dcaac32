import { computed, signal } from '@preact/signals'
import {
  type IceServer,
  type IceServerProblem,
  iceServerProblem,
  MAX_ICE_SERVERS,
  toRtcIceServer,
} from '../../common/ice-server.js'
import { isTaken } from '../call/ice-servers.js'
import { type IceTestResult, testIceServer } from '../call/ice-test.js'

const TEST_TIMEOUT_MS = 10_000

/** A server as it stands in the form. */
export interface DraftServer extends IceServer {
  readonly key: number
  readonly problem?: IceServerProblem | 'not-taken' | undefined
  readonly test?: 'running' | IceTestResult | undefined
}

/** The servers in the form, which can be tried before they are kept. */
export class IceServerForm {
  readonly servers = signal<readonly DraftServer[]>([])
  readonly isFull = computed(() => this.servers.value.length >= MAX_ICE_SERVERS)
  #tests = new AbortController()
  #nextKey = 0

  /** Begins with these. */
  open(servers: readonly IceServer[]): void {
    this.servers.value = servers.map((server) => ({ ...server, key: this.#nextKey++ }))
  }

  /** Ends what is being tested. */
  close(): void {
    this.#tests.abort()
    this.#tests = new AbortController()
  }

  /** Adds an empty server and gives its key. */
  add(): number {
    const key = this.#nextKey++
    this.servers.value = [...this.servers.value, { key, url: '', username: '', credential: '' }]
    return key
  }

  remove(key: number): void {
    this.servers.value = this.servers.value.filter((server) => server.key !== key)
  }

  /** What was said of the server before no longer holds. */
  change(key: number, fields: Partial<IceServer>): void {
    this.#update(key, { ...fields, problem: undefined, test: undefined })
  }

  /** The servers as they were entered, right or wrong, without those that are empty. */
  entered(): IceServer[] {
    return this.servers
      .peek()
      .filter((server) => !isEmpty(server))
      .map(plain)
  }

  /** The servers that are not empty; undefined where something is wrong with one, which the form says from now on. */
  read(): IceServer[] | undefined {
    const servers = this.servers.value.filter((server) => !isEmpty(server)).map(check)
    this.servers.value = servers
    return servers.some(({ problem }) => problem) ? undefined : servers.map(plain)
  }

  /** Asks one server, or says what is wrong with it. Never rejects. */
  async test(key: number): Promise<void> {
    const server = this.servers.value.find((known) => known.key === key)
    if (!server || server.test === 'running') return
    const checked = check(server)
    this.#update(key, { problem: checked.problem, test: checked.problem ? undefined : 'running' })
    if (checked.problem) return
    const { signal } = this.#tests
    const result = await testIceServer(toRtcIceServer(plain(server)), { timeoutMs: TEST_TIMEOUT_MS, signal })
    // Meanwhile the person may have written something else.
    const current = this.servers.value.find((known) => known.key === key)
    const isSame = current && JSON.stringify(plain(current)) === JSON.stringify(plain(server))
    if (isSame && !signal.aborted) this.#update(key, { test: result })
  }

  #update(key: number, change: Partial<DraftServer>): void {
    this.servers.value = this.servers.value.map((server) => (server.key === key ? { ...server, ...change } : server))
  }
}

const plain = ({ url, username, credential }: IceServer): IceServer => ({ url: url.trim(), username, credential })

const isEmpty = ({ url, username, credential }: IceServer) => `${url}${username}${credential}`.trim() === ''

function check(server: DraftServer): DraftServer {
  const problem = iceServerProblem(plain(server)) ?? (isTaken(toRtcIceServer(plain(server))) ? undefined : 'not-taken')
  return { ...server, problem }
}

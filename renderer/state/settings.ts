import { batch, computed, signal } from '@preact/signals'
import {
  type IceServer,
  type IceServerProblem,
  iceServerProblem,
  MAX_ICE_SERVERS,
  parseSettings,
  toRtcIceServer,
} from '../../common/settings.js'
import { type IceTestResult, isTaken, testIceServer } from '../call/ice-test.js'
import { storage } from './storage.js'

const KEY = 'lanline.settings'
const TEST_TIMEOUT_MS = 10_000

/** A server as it stands in the form. */
export interface DraftServer extends IceServer {
  readonly key: number
  readonly problem?: IceServerProblem | 'not-taken' | undefined
  readonly test?: 'running' | IceTestResult | undefined
}

/** What the person has set, and the form in which they change it. */
export class SettingsView {
  readonly isOpen = signal(false)
  readonly servers = signal<readonly DraftServer[]>([])
  readonly isFull = computed(() => this.servers.value.length >= MAX_ICE_SERVERS)
  #saved = parseSettings(storage.get(KEY))
  #tests = new AbortController()
  #nextKey = 0

  /** For the next call: those that the browser takes, since one that it does not would keep all calls from being made. */
  get iceServers(): RTCIceServer[] {
    return this.#saved.iceServers.map(toRtcIceServer).filter(isTaken)
  }

  /** Opens the form on what is saved. */
  open(): void {
    batch(() => {
      this.servers.value = this.#saved.iceServers.map((server) => ({ ...server, key: this.#nextKey++ }))
      this.isOpen.value = true
    })
  }

  /** Closes the form; what was not saved is forgotten, and what is being tested no longer is. */
  readonly close = (): void => {
    this.#tests.abort()
    this.#tests = new AbortController()
    this.isOpen.value = false
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

  /** Keeps the servers and closes the form, or says what is wrong with them. Empty ones are left out. */
  save(): boolean {
    const servers = this.servers.value.filter((server) => !isEmpty(server)).map(check)
    this.servers.value = servers
    if (servers.some(({ problem }) => problem)) return false
    this.#saved = { version: 1, iceServers: servers.map(plain) }
    storage.set(KEY, JSON.stringify(this.#saved))
    this.close()
    return true
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

import type { Machines } from '../e2e/support/network.js'
import { expectSeesAndHears } from '../helpers/call-page.js'
import type { HeadlessHost } from '../helpers/headless-host.js'
import type { Pair } from './call.js'
import { GUESTS } from './guests.js'
import type { Place } from './networks.js'
import * as networks from './networks.js'

/** A call that is under way, and all that it goes by. */
export interface Stage extends Pair {
  readonly machines: Machines
  readonly place: Place
  readonly host: HeadlessHost
  /** Starts the host again, on its port or another, with the key that it had. */
  restart(port?: number): Promise<void>
}

/**
 * What becomes of the call: both see each other and read so; it goes on, and both read that the host is away, or Ann alone,
 * since Bob's page has followed it, or Bob alone, since his cannot; there is none, and Bob reads that the path is too narrow;
 * or his page does not even come.
 */
export type Outcome = 'call' | 'without host' | 'followed' | 'left behind' | 'too narrow' | 'no way in'

export interface Row {
  readonly name: string
  build(): Place | Promise<Place>
  /** What happens in the call, after which the seconds count; else they count from the press on the button that joins. */
  happen?(stage: Stage): Promise<void>
  /** Until the pictures move in all elements, and the screens say so. */
  readonly withinSeconds: number
  /** What the host finds others by. */
  readonly discovery?: boolean
  /** What the host's machine takes the time for, in years from now. */
  readonly clockYears?: number
  /** Further options of the host's command line. */
  readonly hostArgs?: readonly string[]
  /** Whether Ann's camera is one that her page draws, so that her browser tells nobody its address. */
  readonly isAnnHidden?: boolean
  /** By the guest's name, where it is not a call. */
  readonly outcomes?: Readonly<Record<string, Outcome>>
  /** The kind of path that the pictures go by. */
  readonly path?: 'relay' | 'direct'
  /** The guests with whom the row runs in every run of all tests. */
  readonly always?: readonly string[]
}

/** What was relayed, since there was no other way, is to go directly once there is one. */
const lifted = (name: string, build: Row['build']): Row => ({
  name,
  build,
  happen: async ({ place }) => place.lift?.(),
  withinSeconds: 90,
  path: 'direct',
})

const cut = (seconds: number): Row => ({
  name: `cable out for ${seconds} s`,
  build: networks.cable,
  async happen({ place, ann }) {
    networks.plug(place.host, false)
    await ann.waitForTimeout(seconds * 1_000)
    networks.plug(place.host, true)
  },
  withinSeconds: 30,
})

export const ROWS: readonly Row[] = [
  { name: 'plain', build: networks.cable, withinSeconds: 10 },
  { name: 'no route out', build: networks.withoutRoute, withinSeconds: 10 },
  { name: 'VLANs', build: networks.routed, withinSeconds: 10 },
  {
    name: 'VLANs, Ann hidden, no relay',
    build: networks.routed,
    withinSeconds: 10,
    hostArgs: ['--no-relay'],
    isAnnHidden: true,
    path: 'direct',
  },
  { name: 'isolation', build: networks.isolated, withinSeconds: 10, path: 'relay' },
  { name: 'UDP dropped', build: networks.withoutUdp, withinSeconds: 10, path: 'relay' },
  lifted('isolation, lifted in the call', networks.isolated),
  lifted('UDP dropped, let through in the call', networks.withoutUdp),
  {
    name: 'WebSocket dropped',
    build: () => networks.withoutWebSocket('nothing'),
    withinSeconds: 15,
    always: ['plain page'],
  },
  { name: 'WebSocket reset', build: () => networks.withoutWebSocket('reset'), withinSeconds: 15 },
  { name: 'NAT', build: networks.behindNat, withinSeconds: 10, always: ['refused camera'] },
  { name: 'IPv6 only', build: () => networks.ipv6(true), withinSeconds: 10 },
  { name: 'IPv4 and IPv6', build: () => networks.ipv6(false), withinSeconds: 10 },
  { name: 'MTU 1280', build: () => networks.narrow(true), withinSeconds: 10 },
  {
    name: 'MTU 1280, no ICMP',
    build: () => networks.narrow(false),
    withinSeconds: 60,
    // Pages of the host itself are too large for it.
    outcomes: Object.fromEntries(GUESTS.map(({ name }) => [name, name === 'own page' ? 'too narrow' : 'no way in'])),
  },
  { name: 'loss of 5 %', build: () => networks.poor(1, 5), withinSeconds: 15 },
  { name: 'loss of 30 %', build: () => networks.poor(1, 30), withinSeconds: 60 },
  { name: 'delay of 300 ms', build: () => networks.poor(300, 0), withinSeconds: 20 },
  {
    name: 'guest’s address changes',
    build: networks.cable,
    happen: async ({ place }) => networks.renumber(place.bob, 9),
    withinSeconds: 30,
  },
  {
    name: 'host’s address changes',
    build: networks.cable,
    discovery: true,
    happen: async ({ place }) => networks.renumber(place.host, 4),
    withinSeconds: 60,
    // A page of the host itself knows no other address of it.
    outcomes: Object.fromEntries(GUESTS.map(({ name }) => [name, name === 'own page' ? 'call' : 'left behind'])),
  },
  ...[5, 10, 20, 60].map(cut),
  {
    name: 'guest’s page loaded anew',
    build: networks.cable,
    happen: async ({ bob }) => void (await bob.reload()),
    withinSeconds: 30,
  },
  {
    name: 'host killed, and back',
    build: networks.cable,
    async happen({ host, restart }) {
      await host.stop('SIGKILL')
      await restart()
    },
    withinSeconds: 30,
  },
  {
    name: 'host killed for 60 s, and back',
    build: networks.cable,
    async happen({ ann, bob, isBobSeen, host, restart }) {
      await host.stop('SIGKILL')
      await ann.waitForTimeout(60_000)
      await expectSeesAndHears(bob)
      if (isBobSeen) await expectSeesAndHears(ann)
      await restart()
    },
    withinSeconds: 30,
  },
  {
    name: 'host moved to another port',
    build: networks.cable,
    discovery: true,
    async happen({ host, restart }) {
      await host.stop()
      await restart(8090)
    },
    withinSeconds: 60,
    // The secure door stays where it is.
    outcomes: Object.fromEntries(GUESTS.map(({ name }) => [name, name === 'plain page' ? 'without host' : 'followed'])),
  },
  { name: 'host’s clock 20 years behind', build: networks.cable, clockYears: -20, withinSeconds: 10 },
]

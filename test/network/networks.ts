import { execFileSync } from 'node:child_process'
import { IsolatedLan } from '../helpers/isolated-lan.js'
import { type Machine, PretendLan } from '../helpers/namespaces.js'
import { PoorLan } from '../helpers/poor-lan.js'
import { RoutedLan } from '../helpers/routed-lan.js'

/** Where the host is, and the two people: Ann at the host's machine, unless that is one of its own. */
export interface Place {
  readonly host: Machine
  readonly ann: Machine
  readonly bob: Machine
  /** Takes away what stands in the way, where something does. */
  lift?(): void
  remove(): void
}

const run = ({ prefix }: Machine, ...command: string[]): void => {
  const [program = '', ...args] = [...prefix, ...command]
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

interface OfTwo {
  readonly machines: readonly [Machine, Machine]
  remove(): void
}

const between = (lan: OfTwo): Place => {
  const [ann, bob] = lan.machines
  return { host: ann, ann, bob, remove: () => lan.remove() }
}

/** One cable between the two. */
export const cable = (): Place => between(PretendLan.build())

export function withoutRoute(): Place {
  const place = cable()
  for (const machine of [place.ann, place.bob]) run(machine, 'ip', 'route', 'delete', 'default')
  return place
}

/** People at a switch that lets each of them reach the host, and nobody else. */
export function isolated(): Place {
  const lan = IsolatedLan.build(2)
  const [ann, bob] = lan.guests as [Machine, Machine]
  return { host: lan.host, ann, bob, lift: () => lan.lift(), remove: () => lan.remove() }
}

export function withoutUdp(): Place {
  const place = cable()
  const rules = (change: '-A' | '-D') => {
    for (const chain of ['INPUT', 'OUTPUT']) run(place.bob, 'iptables', change, chain, '-p', 'udp', '-j', 'DROP')
  }
  rules('-A')
  return { ...place, lift: () => rules('-D') }
}

/** What asks the host for a WebSocket in the clear gets no answer, or has its connection reset. */
export function withoutWebSocket(answer: 'nothing' | 'reset'): Place {
  const place = cable()
  const match = ['-p', 'tcp', '!', '-i', 'lo', '-m', 'string', '--algo', 'bm', '--string', 'Upgrade: websocket']
  const target = answer === 'reset' ? ['REJECT', '--reject-with', 'tcp-reset'] : ['DROP']
  run(place.host, 'iptables', '-A', 'INPUT', ...match, '-j', ...target)
  return place
}

/** Two networks with a router between them. */
export const routed = (): Place => between(RoutedLan.build())

export function behindNat(): Place {
  const lan = RoutedLan.build()
  lan.hideSecond()
  return between(lan)
}

/** A router that passes on no packet of more than 1,280 bytes. */
export function narrow(isTold: boolean): Place {
  const lan = RoutedLan.build()
  lan.narrow(1_280, isTold)
  return between(lan)
}

export function ipv6(isAlone: boolean): Place {
  const place = cable()
  for (const machine of [place.ann, place.bob]) {
    const last = machine.address.split('.').at(-1)
    if (isAlone) run(machine, 'ip', 'address', 'flush', 'dev', 'lan0', 'scope', 'global')
    run(machine, 'ip', 'address', 'add', `fd00:77::${last}/64`, 'dev', 'lan0', 'nodad')
  }
  return place
}

export const poor = async (delayMs: number, lossPercent: number): Promise<Place> =>
  between(await PoorLan.build(delayMs, lossPercent))

/** Has the machine at another address of the same network from now on. */
export function renumber(machine: Machine, last: number): void {
  run(machine, 'ip', 'address', 'flush', 'dev', 'lan0', 'scope', 'global')
  run(machine, 'ip', 'address', 'add', `${machine.address.replace(/\d+$/, `${last}`)}/24`, 'dev', 'lan0')
  run(machine, 'ip', 'route', 'replace', 'default', 'dev', 'lan0')
}

/** Pulls the cable at a machine, or plugs it in again. */
export function plug(machine: Machine, isIn: boolean): void {
  run(machine, 'ip', 'link', 'set', 'lan0', isIn ? 'up' : 'down')
  if (isIn) run(machine, 'ip', 'route', 'replace', 'default', 'dev', 'lan0')
}

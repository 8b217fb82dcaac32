import { execFileSync } from 'node:child_process'
import type { Machine } from './namespaces.js'

/** Two machines, 10.77.1.2 and 10.77.2.2, each in a network of its own, with a router in between. */
export class RoutedLan {
  readonly machines: readonly [Machine, Machine]
  readonly #router: Machine

  private constructor() {
    const named = (role: string, address: string) => ({ address, prefix: ['ip', 'netns', 'exec', nameOf(role)] })
    this.machines = [named('left', '10.77.1.2'), named('right', '10.77.2.2')]
    this.#router = named('router', '')
  }

  static build(): RoutedLan {
    const lan = new RoutedLan()
    const router = lan.#router
    for (const role of ROLES) run('ip', 'netns', 'add', nameOf(role))
    lan.machines.forEach((machine, index) => {
      const [port, gateway] = [`port${index}`, `10.77.${index + 1}.1`]
      const ends = ['type', 'veth', 'peer', 'name', port, 'netns', namespaceOf(router)]
      run('ip', 'link', 'add', 'lan0', 'netns', namespaceOf(machine), ...ends)
      inside(router, 'ip', 'address', 'add', `${gateway}/24`, 'dev', port)
      inside(router, 'ip', 'link', 'set', port, 'up')
      inside(machine, 'ip', 'link', 'set', 'lo', 'up')
      inside(machine, 'ip', 'address', 'add', `${machine.address}/24`, 'dev', 'lan0')
      inside(machine, 'ip', 'link', 'set', 'lan0', 'up')
      inside(machine, 'ip', 'route', 'add', 'default', 'via', gateway)
    })
    inside(router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')
    return lan
  }

  /** Puts the second machine behind NAT: the first sees the router in its place, and cannot begin to speak to it. */
  hideSecond(): void {
    this.#onRouter('-t', 'nat', '-A', 'POSTROUTING', '-o', 'port0', '-j', 'MASQUERADE')
    this.#onRouter('-A', 'FORWARD', '-i', 'port1', '-j', 'ACCEPT')
    this.#onRouter('-A', 'FORWARD', '-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', '-j', 'ACCEPT')
    this.#onRouter('-P', 'FORWARD', 'DROP')
  }

  /** Passes on no packet of more bytes than this, and tells the sender so, as it should, or not, as some firewalls have it. */
  narrow(bytes: number, isTold: boolean): void {
    for (const index of [0, 1]) {
      const network = `10.77.${index + 1}.0/24`
      inside(this.#router, 'ip', 'route', 'replace', network, 'dev', `port${index}`, 'mtu', 'lock', `${bytes}`)
    }
    if (!isTold) this.#onRouter('-A', 'OUTPUT', '-p', 'icmp', '--icmp-type', 'fragmentation-needed', '-j', 'DROP')
  }

  remove(): void {
    for (const role of ROLES) run('ip', 'netns', 'delete', nameOf(role))
  }

  #onRouter(...rule: string[]): void {
    inside(this.#router, 'iptables', ...rule)
  }
}

const ROLES = ['left', 'router', 'right']

const nameOf = (role: string) => `lanline-${role}-${process.pid}`

const namespaceOf = ({ prefix }: Machine) => prefix.at(-1) ?? ''

const inside = ({ prefix }: Machine, ...command: string[]) => run(...prefix, ...command)

function run(...[command = '', ...args]: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

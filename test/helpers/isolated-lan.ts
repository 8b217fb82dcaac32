import { execFileSync } from 'node:child_process'
import type { Machine } from './namespaces.js'

const NET = '192.168.79'

/** A host, 192.168.79.1, and guests at a bridge whose ports are isolated: all reach the host, none another guest. */
export class IsolatedLan {
  private constructor(
    readonly host: Machine,
    readonly guests: readonly Machine[],
  ) {}

  static build(guests: number): IsolatedLan {
    const host = newMachine('host', 1)
    inside(host, 'ip', 'link', 'add', 'lan0', 'type', 'bridge')
    furnish(host)
    const machines: Machine[] = []
    for (let number = 0; number < guests; number++) {
      const guest = newMachine(`guest${number}`, number + 2)
      const port = `port${number}`
      run(
        'ip',
        'link',
        'add',
        'lan0',
        'netns',
        nameOf(guest),
        'type',
        'veth',
        'peer',
        'name',
        port,
        'netns',
        nameOf(host),
      )
      inside(host, 'ip', 'link', 'set', port, 'master', 'lan0', 'up')
      inside(host, 'ip', 'link', 'set', port, 'type', 'bridge_slave', 'isolated', 'on')
      furnish(guest)
      machines.push(guest)
    }
    return new IsolatedLan(host, machines)
  }

  /** Gives the host one more address in the same network, which is not the one that it sends from. */
  addHostAddress(): string {
    const address = `${NET}.101`
    inside(this.host, 'ip', 'address', 'add', `${address}/24`, 'dev', 'lan0')
    return address
  }

  /** Lets the guests reach each other after all. */
  lift(): void {
    this.guests.forEach((_, number) => {
      inside(this.host, 'ip', 'link', 'set', `port${number}`, 'type', 'bridge_slave', 'isolated', 'off')
    })
  }

  /** Drops all UDP that a machine sends, silently, as some networks do; or lets it pass again. */
  dropUdp({ prefix }: Machine, isDropped: boolean): void {
    run(...prefix, 'iptables', isDropped ? '-A' : '-D', 'OUTPUT', '-p', 'udp', '!', '-o', 'lo', '-j', 'DROP')
  }

  /** What becomes of a connection from one machine to a port of the other at which nobody listens, as an error code. */
  knock({ prefix }: Machine, { address }: Machine): string {
    const script = `require('net').connect(9, '${address}').on('error', (error) => console.log(error.code))`
    const [command = '', ...args] = [...prefix, process.execPath, '-e', script]
    return execFileSync(command, args, { encoding: 'utf8' }).trim()
  }

  remove(): void {
    for (const machine of [this.host, ...this.guests]) run('ip', 'netns', 'delete', nameOf(machine))
  }
}

function newMachine(role: string, number: number): Machine {
  const name = `lanline-${role}-${process.pid}`
  run('ip', 'netns', 'add', name)
  return { address: `${NET}.${number}`, prefix: ['ip', 'netns', 'exec', name] }
}

function furnish(machine: Machine): void {
  inside(machine, 'ip', 'link', 'set', 'lo', 'up')
  // An address that is tried for a second first would come when a browser is there, which then ends what it has begun.
  inside(machine, 'sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/lan0/accept_dad')
  inside(machine, 'ip', 'address', 'add', `${machine.address}/24`, 'dev', 'lan0')
  inside(machine, 'ip', 'link', 'set', 'lan0', 'up')
  inside(machine, 'ip', 'route', 'add', 'default', 'dev', 'lan0')
}

const nameOf = ({ prefix }: Machine) => prefix.at(-1) ?? ''

const inside = ({ prefix }: Machine, ...command: string[]) => run(...prefix, ...command)

function run(...[command = '', ...args]: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

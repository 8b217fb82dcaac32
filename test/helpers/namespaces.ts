import { execFileSync } from 'node:child_process'

/** Why this machine can build no namespaces; undefined where it can. */
export function namespacesMissing(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  try {
    run(['ip', 'netns', 'list'])
    run(['iptables', '--version'])
    run(['nft', '--version'])
    return undefined
  } catch {
    return 'the commands ip (iproute2), iptables and nft (nftables) are not all here'
  }
}

/** One machine of a pretend LAN. */
export interface Machine {
  readonly address: string
  /** Runs a command inside it. */
  readonly prefix: readonly string[]
}

/** Two machines, 192.168.77.1 and 192.168.77.2, joined by a cable that can be cut. */
export class PretendLan {
  private constructor(readonly machines: readonly [Machine, Machine]) {}

  static build(): PretendLan {
    const id = process.pid
    const names = [`lanline-a-${id}`, `lanline-b-${id}`] as const
    for (const name of names) ip('netns', 'add', name)
    ip('link', 'add', 'lan0', 'netns', names[0], 'type', 'veth', 'peer', 'name', 'lan0', 'netns', names[1])
    const machine = (index: 0 | 1) => furnish(names[index], `192.168.77.${index + 1}`)
    return new PretendLan([machine(0), machine(1)])
  }

  /** Pulls the cable, or plugs it in again. */
  connect(isConnected: boolean): void {
    const [first] = this.machines
    run([...first.prefix, 'ip', 'link', 'set', 'lan0', isConnected ? 'up' : 'down'])
    if (isConnected) run([...first.prefix, 'ip', 'route', 'replace', 'default', 'dev', 'lan0'])
  }

  /** Drops what the machine sends to this TCP port of others, silently, as some firewalls do; or lets it pass again. */
  block({ prefix }: Machine, port: number, isBlocked = true): void {
    const match = ['-p', 'tcp', '--dport', `${port}`, '!', '-o', 'lo']
    run([...prefix, 'iptables', isBlocked ? '-A' : '-D', 'OUTPUT', ...match, '-j', 'DROP'])
  }

  /** Runs a command inside a machine and waits for its end. Throws where it fails. */
  run({ prefix }: Machine, ...command: string[]): void {
    run([...prefix, ...command])
  }

  remove(): void {
    for (const { prefix } of this.machines) ip('netns', 'delete', prefix.at(-1) ?? '')
  }
}

function furnish(namespace: string, address: string): Machine {
  const prefix = ['ip', 'netns', 'exec', namespace]
  const inside = (...command: string[]) => run([...prefix, ...command])
  inside('ip', 'link', 'set', 'lo', 'up')
  inside('ip', 'address', 'add', `${address}/24`, 'dev', 'lan0')
  inside('ip', 'link', 'set', 'lan0', 'up')
  inside('ip', 'route', 'add', 'default', 'dev', 'lan0')
  return { address, prefix }
}

/** A machine with no interface but loopback. */
export class BareMachine {
  static #count = 0
  readonly #name = `lanline-${process.pid}-${BareMachine.#count++}`
  readonly prefix = ['ip', 'netns', 'exec', this.#name] as const

  constructor() {
    ip('netns', 'add', this.#name)
    this.ip('link', 'set', 'lo', 'up')
  }

  /** Runs a command inside it. */
  run(...command: string[]): void {
    run([...this.prefix, ...command])
  }

  ip(...args: string[]): void {
    this.run('ip', ...args)
  }

  /** Gives it an interface of any name that leads nowhere, and that an address such as `10.0.0.1/24`. */
  plug(name: string, address: string): void {
    this.ip('link', 'add', name, 'type', 'veth', 'peer', 'name', `${name}-end`)
    this.ip('link', 'set', `${name}-end`, 'up')
    this.#furnish(name, address)
  }

  /** Gives this and another machine an interface each, `lan0`, joined by a cable. */
  join(other: BareMachine, address: string, otherAddress: string): void {
    ip('link', 'add', 'lan0', 'netns', this.#name, 'type', 'veth', 'peer', 'name', 'lan0', 'netns', other.#name)
    this.#furnish('lan0', address)
    other.#furnish('lan0', otherAddress)
  }

  /** To be called when all that runs inside has ended. */
  remove(): void {
    ip('netns', 'delete', this.#name)
  }

  #furnish(name: string, address: string): void {
    this.ip('address', 'add', address, 'dev', name)
    this.ip('link', 'set', name, 'up')
  }
}

const ip = (...args: string[]) => run(['ip', ...args])

function run([command = '', ...args]: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

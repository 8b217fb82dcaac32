import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../../tools/browser.js'

/** Why this machine can build no namespaces; undefined where it can. */
export function namespacesMissing(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux'
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  try {
    run(['ip', 'netns', 'list'])
    run(['iptables', '--version'])
    return undefined
  } catch {
    return 'the commands ip (iproute2) and iptables are not both here'
  }
}

/** One machine of a pretend LAN. */
export interface Machine {
  readonly address: string
  /** Runs a command inside it. */
  readonly prefix: readonly string[]
  /** A browser that, when started, runs inside it. */
  readonly browserPath: string
}

/** Two machines, 192.168.77.1 and 192.168.77.2, joined by a cable that can be cut. */
export class PretendLan {
  private constructor(
    readonly machines: readonly [Machine, Machine],
    private readonly directory: string,
  ) {}

  static async build(): Promise<PretendLan> {
    const id = process.pid
    const directory = await mkdtemp(join(tmpdir(), 'lanline-lan-'))
    const names = [`lanline-a-${id}`, `lanline-b-${id}`] as const
    for (const name of names) ip('netns', 'add', name)
    ip('link', 'add', 'lan0', 'netns', names[0], 'type', 'veth', 'peer', 'name', 'lan0', 'netns', names[1])
    const machine = (index: 0 | 1) => furnish(names[index], `192.168.77.${index + 1}`, directory)
    return new PretendLan([await machine(0), await machine(1)], directory)
  }

  /** Pulls the cable, or plugs it in again. */
  connect(isConnected: boolean): void {
    const [first] = this.machines
    run([...first.prefix, 'ip', 'link', 'set', 'lan0', isConnected ? 'up' : 'down'])
    if (isConnected) run([...first.prefix, 'ip', 'route', 'replace', 'default', 'dev', 'lan0'])
  }

  /** Drops what the machine sends to this TCP port of others, silently, as some firewalls do. */
  block(machine: Machine, port: number): void {
    run([
      ...machine.prefix,
      'iptables',
      '-A',
      'OUTPUT',
      '-p',
      'tcp',
      '--dport',
      String(port),
      '!',
      '-o',
      'lo',
      '-j',
      'DROP',
    ])
  }

  async remove(): Promise<void> {
    for (const { prefix } of this.machines) ip('netns', 'delete', prefix.at(-1) ?? '')
    await rm(this.directory, { recursive: true, force: true })
  }
}

async function furnish(namespace: string, address: string, directory: string): Promise<Machine> {
  const prefix = ['ip', 'netns', 'exec', namespace]
  const inside = (...command: string[]) => run([...prefix, ...command])
  inside('ip', 'link', 'set', 'lo', 'up')
  inside('ip', 'address', 'add', `${address}/24`, 'dev', 'lan0')
  inside('ip', 'link', 'set', 'lan0', 'up')
  inside('ip', 'route', 'add', 'default', 'dev', 'lan0')
  const browserPath = join(directory, `${namespace}-browser`)
  await writeFile(browserPath, `#!/bin/sh\nexec ${prefix.join(' ')} "${findBrowser()}" "$@"\n`)
  await chmod(browserPath, 0o755)
  return { address, prefix, browserPath }
}

const ip = (...args: string[]) => run(['ip', ...args])

function run([command = '', ...args]: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

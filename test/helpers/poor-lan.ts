import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Machine } from './namespaces.js'

const CABLE = fileURLToPath(new URL('./poor-cable.py', import.meta.url))

/** Two machines, 10.78.0.1 and 10.78.0.2, joined by a cable with a delay and a loss of its own each way. Needs Python 3. */
export class PoorLan {
  readonly machines: readonly [Machine, Machine]
  #cable: ChildProcess | undefined

  private constructor() {
    const machine = (number: number) => ({
      address: `10.78.0.${number}`,
      prefix: ['ip', 'netns', 'exec', `lanline-poor${number}-${process.pid}`],
    })
    this.machines = [machine(1), machine(2)]
  }

  static async build(delayMs: number, lossPercent: number): Promise<PoorLan> {
    const lan = new PoorLan()
    const names = lan.machines.map(namespaceOf)
    for (const name of names) run('ip', 'netns', 'add', name)
    lan.#cable = spawn('python3', [CABLE, ...names, `${delayMs}`, `${lossPercent}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(lan.#cable.stdout as NodeJS.ReadableStream, 'data')
    for (const machine of lan.machines) {
      const inside = (...command: string[]) => run(...machine.prefix, ...command)
      inside('ip', 'link', 'set', 'lo', 'up')
      inside('ip', 'address', 'add', `${machine.address}/24`, 'dev', 'lan0')
      inside('ip', 'link', 'set', 'lan0', 'up')
      inside('ip', 'route', 'add', 'default', 'dev', 'lan0')
    }
    return lan
  }

  remove(): void {
    this.#cable?.kill()
    for (const machine of this.machines) run('ip', 'netns', 'delete', namespaceOf(machine))
  }
}

const namespaceOf = ({ prefix }: Machine) => prefix.at(-1) ?? ''

function run(...[command = '', ...args]: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

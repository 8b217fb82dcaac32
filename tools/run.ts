import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a program in place of this one: with its input and output, and told of each signal that this one gets, once.
 * Resolves with the exit code, which is 128 more than the signal's number where a signal ended the program, as in a
 * shell. Rejects where the program cannot be started.
 */
export async function runInPlace(command: string, args: string[], env = process.env): Promise<number> {
  // Out of the terminal's process group, so that Ctrl+C does not reach it twice. Windows knows no such groups: there
  // the console tells every program by itself, and passing a signal on would end the program at once.
  const detached = process.platform !== 'win32'
  const child = spawn(command, args, { stdio: 'inherit', detached, env })
  for (const signal of SIGNALS) process.on(signal, () => detached && child.kill(signal))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
}

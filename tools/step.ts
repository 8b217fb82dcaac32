import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** Runs a program under a heading, with this one's output. Tells whether it ended well; never rejects. */
export function step(title: string, command: string, ...args: string[]): Promise<boolean> {
  process.stdout.write(`\n── ${title}\n`)
  return endsWell(command, args, 'inherit')
}

/** The same for a program of node_modules. */
export const npx = (title: string, ...args: string[]) => step(title, 'npx', '--no-install', ...args)

/** Runs a program beside others, its output written to a file. Tells whether it ended well. */
export async function stepBeside(logFile: string, command: string, ...args: string[]): Promise<boolean> {
  const log = openSync(logFile, 'w')
  const isWell = await endsWell(command, args, log)
  closeSync(log)
  return isWell
}

function endsWell(command: string, args: string[], output: 'inherit' | number): Promise<boolean> {
  const child = spawn(command, args, { stdio: ['inherit', output, output], shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}

import { spawn } from 'node:child_process'

/** Runs a program under a heading, with this one's output. Tells whether it ended well; never rejects. */
export function step(title: string, command: string, ...args: string[]): Promise<boolean> {
  process.stdout.write(`\n── ${title}\n`)
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}

/** The same for a program of node_modules. */
export const npx = (title: string, ...args: string[]) => step(title, 'npx', '--no-install', ...args)

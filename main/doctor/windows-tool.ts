import { win32 } from 'node:path'

/** The path of a tool that comes with Windows, so that no other program of that name is run in its place. */
export function windowsTool(file: string): string {
  return win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', file)
}

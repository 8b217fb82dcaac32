import type { Finding } from '../../common/findings.js'
import { listeningProcess } from './listening-process.js'
import type { System } from './system.js'

/** Finds that something else than Lanline has the port, and what. Port 0 stands for any, which is never taken. */
export async function portTaken(system: System, scheme: 'http' | 'https', port: number): Promise<Finding[]> {
  if (port === 0 || (await system.isPortFree(port))) return []
  const [card, listener] = await Promise.all([
    system.askForCard(`${scheme}://127.0.0.1:${port}`).catch(() => undefined),
    listeningProcess(system, port).catch(() => undefined),
  ])
  // This program itself does not answer there where it listens on one address alone.
  if (card || listener?.pid === process.pid) return []
  const facts = { port: String(port), ...(listener && { process: listener.name, pid: String(listener.pid) }) }
  return [{ code: 'port-taken', facts, commands: [] }]
}

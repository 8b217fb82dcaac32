import { posix } from 'node:path'
import type { System } from './system.js'
import { windowsTool } from './windows-tool.js'

export interface ListeningProcess {
  readonly name: string
  readonly pid: number
}

/** Which process listens on a TCP port; undefined where this account may not know. Rejects where that cannot be read. */
export function listeningProcess(system: System, port: number): Promise<ListeningProcess | undefined> {
  switch (system.platform) {
    case 'win32':
      return onWindows(system, port)
    case 'darwin':
      return onMacOs(system, port)
    default:
      return onLinux(system, port)
  }
}

/** Through /proc, which needs no tool: the port's socket there, then the process that has it open (proc(5)). */
async function onLinux(system: System, port: number): Promise<ListeningProcess | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => system.readText(path).catch(() => '')),
  )
  const sockets = new Set(tables.flatMap((table) => listeningInodes(table, port)).map((inode) => `socket:[${inode}]`))
  for (const pid of (await system.readNames('/proc')).filter((name) => /^\d+$/.test(name))) {
    const descriptors = await system.readNames(`/proc/${pid}/fd`).catch(() => [])
    const links = await Promise.all(descriptors.map((fd) => system.readLink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
    if (links.some((link) => sockets.has(link))) return { name: await linuxName(system, pid), pid: Number(pid) }
  }
  return undefined
}

/** State of a socket that listens, in /proc/net/tcp. */
const LISTEN = '0A'

function listeningInodes(table: string, port: number): string[] {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(end) && state === LISTEN)
    .map((columns) => columns[9] ?? '')
}

/** That of its file: the one that a process gives itself may be that of a thread. */
async function linuxName(system: System, pid: string): Promise<string> {
  const path = await system.readLink(`/proc/${pid}/exe`).catch(() => '')
  if (path !== '') return posix.basename(path.replace(/ \(deleted\)$/, ''))
  return (await system.readText(`/proc/${pid}/comm`)).trim()
}

/** lsof's output for programs: one field a line, p for the process id, c for the command. */
async function onMacOs(system: System, port: number): Promise<ListeningProcess | undefined> {
  const output = await system.run('/usr/sbin/lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'])
  const pid = /^p(\d+)$/m.exec(output)?.[1]
  const command = /^c(.+)$/m.exec(output)?.[1]
  if (pid === undefined || command === undefined) return undefined
  const name = command.replace(/\\x([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { name, pid: Number(pid) }
}

/** A line of netstat that listens, in any language of Windows: the name of the state differs, the far port is 0. */
const NETSTAT_LINE = /^\s*TCP\s+\S+:(\d+)\s+\S+:0\s.*?(\d+)\s*$/

async function onWindows(system: System, port: number): Promise<ListeningProcess | undefined> {
  const lines = (await system.run(windowsTool('netstat.exe'), ['-ano'])).split('\n')
  const pid = lines.map((line) => NETSTAT_LINE.exec(line)).find((match) => match?.[1] === String(port))?.[2]
  if (pid === undefined) return undefined
  const tasks = await system.run(windowsTool('tasklist.exe'), ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])
  const name = /^"([^"]+)","\d+"/m.exec(tasks)?.[1]
  return name === undefined ? undefined : { name, pid: Number(pid) }
}

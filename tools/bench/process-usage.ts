import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What a process has taken of the machine. */
export interface Usage {
  /** Resident memory (RSS), in bytes. */
  memory: number
  /** Time on a processor since it started, its own and the kernel's for it, in seconds. */
  cpuSeconds: number
}

/** Ticks a second in /proc: 100 on every Linux that Node runs on (USER_HZ, part of the kernel's interface). */
const USER_HZ = 100

/** Reads it from the system; undefined where the process is gone or the system does not tell (Windows). */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
  } catch {
    return undefined
  }
}

async function fromProc(pid: number): Promise<Usage> {
  const [status, stat] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ])
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
  // The name, in brackets, may hold spaces and brackets; utime and stime are the 12th and 13th fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return known({ memory: kilobytes * 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / USER_HZ })
}

async function fromPs(pid: number): Promise<Usage> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=,time=', '-p', String(pid)])
  const [kilobytes, time = ''] = stdout.trim().split(/\s+/)
  return known({ memory: Number(kilobytes) * 1024, cpuSeconds: secondsOf(time) })
}

/** Of [[days-]hours:]minutes:seconds, which may have a fraction. */
export function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse()
  const inDay = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return Number(days) * 86_400 + inDay
}

function known(usage: Usage): Usage {
  if (!Number.isFinite(usage.memory) || !Number.isFinite(usage.cpuSeconds)) throw new Error('no figures')
  return usage
}

import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import type { HostCard } from '../../common/control.js'
import type { Door, KnockReply } from '../../common/knock.js'
import { askForCard } from '../lan/host-card.js'
import { askToKnock } from '../lan/knock.js'
import { isPortFree } from './is-port-free.js'
import { multicastReturns } from './multicast-returns.js'

/** Put in place by the build. */
declare const BUILT_AT: string | undefined

const RUN_TIMEOUT_MS = 2_500
/** All firewall rules of a Windows machine take about a tenth of it. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024

/** All that the doctor reads of the machine; nothing here changes anything. Each rejects where it cannot be read. */
export interface System {
  readonly platform: NodeJS.Platform
  /** The file that runs this program. */
  readonly program: string
  now(): Date
  /** When this program was built; undefined where it was not, as in development. */
  readonly built: Date | undefined
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>
  /** What a program prints. Rejects where it is missing, ends with an exit code other than 0, or takes too long. */
  run(program: string, args: readonly string[]): Promise<string>
  readText(path: string): Promise<string>
  readNames(directory: string): Promise<string[]>
  readLink(path: string): Promise<string>
  isPortFree(port: number): Promise<boolean>
  /** What a host says of itself; undefined where something else answers. Rejects where nothing does. */
  askForCard(origin: string): Promise<HostCard | undefined>
  /** What came of a host's knock at a door of this machine; undefined where it does not knock. Rejects as before. */
  askToKnock(origin: string, door: Door): Promise<KnockReply | undefined>
  /** Whether an mDNS packet that is sent on the interface with this address comes back to this machine. */
  multicastReturns(address: string): Promise<boolean>
}

export const thisSystem: System = {
  platform: process.platform,
  program: process.execPath,
  now: () => new Date(),
  built: typeof BUILT_AT === 'string' ? new Date(BUILT_AT) : undefined,
  interfaces: networkInterfaces,
  async run(program, args) {
    const { stdout } = await promisify(execFile)(program, args, {
      timeout: RUN_TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C' },
    })
    return stdout
  },
  readText: (path) => readFile(path, 'utf8'),
  readNames: (directory) => readdir(directory),
  readLink: (path) => readlink(path),
  isPortFree,
  askForCard,
  askToKnock,
  multicastReturns,
}

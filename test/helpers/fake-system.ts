import type { NetworkInterfaceInfo } from 'node:os'
import { win32 } from 'node:path'
import type { RankedAddress } from '../../common/control.js'
import type { System } from '../../main/doctor/system.js'

/** What can be read of a pretend machine. */
export interface Readings extends Partial<System> {
  /** What programs print, by their command line without their folder; others are missing. */
  outputs?: Readonly<Record<string, string>>
  /** The texts of files, and where links lead; others are missing. */
  files?: Readonly<Record<string, string>>
  links?: Readonly<Record<string, string>>
}

/** A machine at 192.168.1.5 on which all is well, but for what is given. */
export function fakeSystem({ outputs = {}, files = {}, links = {}, ...others }: Readings = {}): System {
  const paths = [...Object.keys(files), ...Object.keys(links)]
  return {
    platform: 'linux',
    program: '/usr/bin/node',
    built: new Date('2026-11-01T00:00:00Z'),
    now: () => new Date('2026-11-12T10:15:00Z'),
    interfaces: () => ({ [LAN.interface]: [LAN_INFO] }),
    run: async (program, args) => found(outputs, [win32.basename(program), ...args].join(' ')),
    readText: async (path) => found(files, path),
    readLink: async (path) => found(links, path),
    readNames: async (directory) => {
      const names = paths
        .filter((path) => path.startsWith(`${directory}/`))
        .map((path) => path.split('/')[directory.split('/').length])
      if (names.length === 0) throw missing(directory)
      return [...new Set(names)].filter((name) => name !== undefined)
    },
    isPortFree: async () => true,
    askForCard: async () => undefined,
    askToKnock: async () => undefined,
    multicastReturns: async () => true,
    ...others,
  }
}

export const LAN: RankedAddress = { address: '192.168.1.5', interface: 'wlan0', reasons: ['default-route'] }
const LAN_INFO: NetworkInterfaceInfo = {
  address: LAN.address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:1b:44:11:3a:b7',
  internal: false,
  cidr: `${LAN.address}/24`,
}

function found(readings: Readonly<Record<string, string>>, name: string): string {
  const text = readings[name]
  if (text === undefined) throw missing(name)
  return text
}

const missing = (name: string) => Object.assign(new Error(`${name} is missing`), { code: 'ENOENT' })

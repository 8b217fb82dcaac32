import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** How the fuses of Lanline's Electron stand, in the order of its wire. */
export const FUSES: Readonly<Record<string, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // Left as Electron ships it: with it V8 checks the bounds of WebAssembly's memory by signals.
  WasmTrapHandlers: true,
}

/** Fuses that this version of @electron/fuses neither names nor sets, by their place in the wire. */
const UNNAMED_FUSES: Record<number, string> = { 8: 'WasmTrapHandlers' }

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [OFF, ON] = ['0', '1']

/** Each fuse that can be set the other way than in `FUSES`. */
export const WRONG_FUSES = Object.fromEntries(
  Object.entries(FUSES).map(([name, isOn]) => [name, name in FuseV1Options ? !isOn : isOn]),
)

/** The bytes in an Electron that hold its fuses. */
export const fuseWire = (fuses: Readonly<Record<string, boolean>>) =>
  Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([Number(FuseVersion.V1), Object.keys(fuses).length]),
    Buffer.from(
      Object.values(fuses)
        .map((isOn) => (isOn ? ON : OFF))
        .join(''),
    ),
  ])

/** The fuses of a packaged program, or of a macOS app, by their names; one that is not known by its place. */
export async function readFuses(path: string): Promise<Record<string, boolean>> {
  const { version, ...wire } = await getCurrentFuseWire(path)
  return Object.fromEntries(
    Object.entries(wire).map(([index, state]) => [
      FuseV1Options[Number(index)] ?? UNNAMED_FUSES[Number(index)] ?? `fuse ${index}`,
      String.fromCharCode(Number(state)) === ON,
    ]),
  )
}

/** What electron-builder calls a folder of an unpacked app, with what it calls the program in there. */
const PROGRAMS = [
  [/^linux(-\w+)?-unpacked$/, 'lanline'],
  [/^win(-\w+)?-unpacked$/, 'Lanline.exe'],
  [/^mac(-\w+)?$/, 'Lanline.app'],
] as const

/** The fuses of each app in a folder that electron-builder has filled, by the name of the app's own folder. */
export async function fusesOfApps(output: string): Promise<Record<string, Record<string, boolean>>> {
  const apps: Record<string, Record<string, boolean>> = {}
  for (const folder of await readdir(output)) {
    const program = PROGRAMS.find(([pattern]) => pattern.test(folder))?.[1]
    if (program) apps[folder] = await readFuses(join(output, folder, program))
  }
  return apps
}

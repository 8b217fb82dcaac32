import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** How the fuses of Lanline's Electron stand. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} satisfies Partial<Record<keyof typeof FuseV1Options, boolean>>

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [OFF, ON] = ['0', '1']

/** The bytes in an Electron that hold its fuses, each set the other way than in `FUSES`. */
export const WRONG_FUSE_WIRE = Buffer.concat([
  Buffer.from(SENTINEL),
  Buffer.from([Number(FuseVersion.V1), Object.keys(FUSES).length]),
  Buffer.from(
    Object.values(FUSES)
      .map((isOn) => (isOn ? OFF : ON))
      .join(''),
  ),
])

/** The fuses of a packaged program, or of a macOS app, by their names. */
export async function readFuses(path: string): Promise<Record<string, boolean>> {
  const { version, ...wire } = await getCurrentFuseWire(path)
  return Object.fromEntries(
    Object.entries(wire).map(([index, state]) => [
      FuseV1Options[Number(index)],
      String.fromCharCode(Number(state)) === ON,
    ]),
  )
}

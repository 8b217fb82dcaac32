import * as v from 'valibot'
import { type BridgeCalls, MAX_REPORT } from './bridge.js'
import { KeyHash } from './control.js'
import { FILE_LIMITS, FileSet, Sha256 } from './files.js'
import { PageStatus } from './page-status.js'
import { integer, type Schema, textUpTo } from './schema.js'
import { SettingsPatch } from './settings.js'
import { WebOrigin } from './web-origin.js'

const HostToJoin = v.object({ origin: WebOrigin, key: v.exactOptional(KeyHash) })

const DownloadId = v.pipe(v.string(), v.uuid())
const Position = integer(0, FILE_LIMITS.size)

/** What each call of the bridge takes, as the main process checks it. */
export const BRIDGE_ARGUMENTS: { [Call in keyof BridgeCalls]: Schema<Parameters<BridgeCalls[Call]>[0]> } = {
  wayTo: HostToJoin,
  forget: HostToJoin,
  tell: PageStatus,
  pickScreen: v.nullable(v.object({ id: textUpTo(256), audio: v.boolean() })),
  openPrivacySettings: v.picklist(['camera', 'microphone', 'screen', 'local-network']),
  settings: v.undefined(),
  saveSettings: SettingsPatch,
  iceServers: v.undefined(),
  hostPasscode: v.undefined(),
  // Counted in UTF-16, at once: code points of so long a text take seconds.
  saveReport: v.pipe(v.string(), v.maxLength(MAX_REPORT)),
  beginDownload: v.object({ key: Sha256, name: textUpTo(FILE_LIMITS.name) }),
  beginFolder: v.object({
    name: textUpTo(FILE_LIMITS.name),
    size: integer(0, FILE_LIMITS.size),
    set: FileSet,
  }),
  keptDownload: Sha256,
  readDownload: v.pipe(
    v.object({ key: Sha256, from: Position, to: Position }),
    v.check(({ from, to }) => from <= to && to - from <= FILE_LIMITS.block),
  ),
  resumeDownload: v.object({ key: Sha256, from: Position }),
  writeDownload: v.object({
    id: DownloadId,
    bytes: v.pipe(v.instance(Uint8Array), v.maxLength(FILE_LIMITS.block)),
  }),
  finishDownload: DownloadId,
  discardDownload: DownloadId,
  openDownload: DownloadId,
  showDownload: DownloadId,
  showProgress: v.nullable(integer(0, 100)),
  downloadUpdate: v.undefined(),
}

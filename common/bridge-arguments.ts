import * as z from 'zod/mini'
import { type BridgeCalls, MAX_REPORT } from './bridge.js'
import { KeyHash } from './control.js'
import { PageStatus } from './page-status.js'
import type { Schema } from './schema.js'
import { SettingsPatch } from './settings.js'
import { WebOrigin } from './web-origin.js'

const HostToJoin = z.object({ origin: WebOrigin, key: z.exactOptional(KeyHash) })

/** What each call of the bridge takes, as the main process checks it. */
export const BRIDGE_ARGUMENTS: { [Call in keyof BridgeCalls]: Schema<Parameters<BridgeCalls[Call]>[0]> } = {
  wayTo: HostToJoin,
  forget: HostToJoin,
  tell: PageStatus,
  pickScreen: z.nullable(z.object({ id: z.string().check(z.maxLength(256)), audio: z.boolean() })),
  openPrivacySettings: z.enum(['camera', 'microphone', 'screen', 'local-network']),
  settings: z.undefined(),
  saveSettings: SettingsPatch,
  iceServers: z.undefined(),
  hostPasscode: z.undefined(),
  saveReport: z.string().check(z.maxLength(MAX_REPORT)),
  downloadUpdate: z.undefined(),
}

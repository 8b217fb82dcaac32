import type { Electron } from './electron.js'
import { disableFeature } from './lifecycle.js'

/** A feature of Chromium's that Lanline does without. */
interface DisabledFeature {
  readonly name: string
  /** Where Chromium names it. */
  readonly source: string
  /** Where it is disabled alone; everywhere when left out. */
  readonly platform?: NodeJS.Platform
}

export const DISABLED_FEATURES: readonly DisabledFeature[] = [
  // Candidates carry this machine's LAN address even before a camera is granted. The .local names that hide it cannot be
  // resolved on networks that do not pass multicast.
  { name: 'WebRtcHideLocalIpsWithMdns', source: 'third_party/blink/common/features.cc' },
  // Else Chromium gives up 10 s after macOS has shown its own picker. Electron 45 disables it by itself from macOS 14.4 on
  // (shell/browser/feature_list_mac.mm), which nothing promises for the next.
  {
    name: 'TimeoutHangingVideoCaptureStarts',
    source: 'third_party/blink/renderer/platform/video_capture/video_capture_impl.cc',
    platform: 'darwin',
  },
]

/** Turns these features off. Before `ready` only. */
export function disableFeatures(electron: Electron, system: NodeJS.Platform = process.platform): void {
  for (const { name, platform = system } of DISABLED_FEATURES) {
    if (platform === system) disableFeature(electron, name)
  }
}

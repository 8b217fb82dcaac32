/** Codecs that machines have encoders for in hardware, those first that every browser decodes with little effort. */
const CANDIDATES = ['video/H264', 'video/VP9', 'video/AV1']

/**
 * The codec that this machine encodes in hardware, by W3C Media Capabilities; undefined where there is none, so that what
 * was negotiated first stays, which is VP8: VP9 and AV1 in software are too much for old machines.
 */
export async function hardwareCodec(): Promise<string | undefined> {
  for (const contentType of CANDIDATES) {
    const video = { contentType, width: 1920, height: 1080, bitrate: 8_000_000, framerate: 30 }
    const info = await navigator.mediaCapabilities?.encodingInfo({ type: 'webrtc', video }).catch(() => undefined)
    if (info?.supported && info.smooth && info.powerEfficient) return contentType
  }
  return undefined
}

import type { Quality } from '../../common/settings.js'

interface VideoQuality {
  /** What is asked of the camera; one that has nothing like it gives what comes next to it. */
  readonly camera: MediaTrackConstraints
  /** In bits and pictures per second; what is left out, the browser decides. */
  readonly limits: Pick<RTCRtpEncodingParameters, 'maxBitrate' | 'maxFramerate'>
}

const pictures = (width: number, height: number, frameRate: number): MediaTrackConstraints => ({
  width: { ideal: width },
  height: { ideal: height },
  frameRate: { ideal: frameRate },
})

export const QUALITY: Record<Quality, VideoQuality> = {
  auto: { camera: pictures(1280, 720, 30), limits: {} },
  high: { camera: pictures(1920, 1080, 30), limits: { maxBitrate: 4_000_000 } },
  saving: { camera: pictures(640, 360, 15), limits: { maxBitrate: 500_000, maxFramerate: 15 } },
}

/** Makes a sender of video keep to a quality, at once and without negotiating. */
export async function limit(sender: RTCRtpSender, quality: Quality): Promise<void> {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings
  const { maxBitrate, maxFramerate } = QUALITY[quality].limits
  if (!encoding || (encoding.maxBitrate === maxBitrate && encoding.maxFramerate === maxFramerate)) return
  delete encoding.maxBitrate
  delete encoding.maxFramerate
  Object.assign(encoding, QUALITY[quality].limits)
  await sender.setParameters(parameters)
}

import type { Sending } from '../uplink.js'
import { change } from './parameters.js'

/** What parameters of an encoding there may be that TypeScript's DOM does not know yet (W3C WebRTC Extensions). */
type Encoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec }

/** What gives way last where not all of a picture gets through (W3C MediaStreamTrack Content Hints, section 4). */
export type Preference = 'maintain-framerate' | 'maintain-resolution'

/** What was preferred last: browsers that know no preferences do not tell it back. */
const preferences = new WeakMap<RTCRtpSender, Preference>()

/** Has a sender of video keep to this from now on, without negotiating. Where the browser refuses, it goes on as it was. */
export async function tuneVideo(
  sender: RTCRtpSender,
  sending: Sending,
  preference: Preference,
  codec: string | undefined,
): Promise<void> {
  const isTaken = await change(sender, (encoding: Encoding, parameters) => {
    if (preferences.get(sender) !== preference) parameters.degradationPreference = preference
    preferences.set(sender, preference)
    const { isActive, maxBitrate, maxFramerate, scaleDownBy } = sending
    encoding.active = isActive
    if (!isActive) return
    Object.assign(encoding, { maxBitrate, maxFramerate, scaleResolutionDownBy: scaleDownBy })
    const chosen = parameters.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === codec?.toLowerCase())
    if (chosen) encoding.codec = chosen
    else delete encoding.codec
  })
  if (!isTaken) preferences.delete(sender)
}

/** Has sound go before pictures where not all gets through. */
export const putFirst = (sender: RTCRtpSender): Promise<unknown> =>
  change(sender, (encoding) => {
    encoding.priority = encoding.networkPriority = 'high'
  })

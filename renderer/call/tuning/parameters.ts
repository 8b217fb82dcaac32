import { Queue } from '../../../common/queue.js'
import type { Sending } from '../uplink.js'

/** What parameters of an encoding there may be that TypeScript's DOM does not know yet (W3C WebRTC Extensions). */
type Encoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec }

/** What gives way last where not all of a picture gets through (W3C MediaStreamTrack Content Hints, section 4). */
export type Preference = 'maintain-framerate' | 'maintain-resolution'

const queues = new WeakMap<RTCRtpSender, Queue>()
/** What was preferred last: browsers that know no preferences do not tell it back. */
const preferences = new WeakMap<RTCRtpSender, Preference>()

/** Has a sender of video keep to this from now on, without negotiating. Where the browser refuses, it goes on as it was. */
export const tuneVideo = (
  sender: RTCRtpSender,
  sending: Sending,
  preference: Preference,
  codec: string | undefined,
): Promise<void> =>
  change(sender, (encoding, parameters) => {
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

/** Has sound go before pictures where not all gets through. */
export const putFirst = (sender: RTCRtpSender): Promise<void> =>
  change(sender, (encoding) => {
    encoding.priority = encoding.networkPriority = 'high'
  })

/** Of music, in bits per second. */
export const MUSIC_BITRATE = 256_000

/** Has music sent as it is; speech takes what the browser gives it. */
export const tuneSound = (sender: RTCRtpSender, isMusic: boolean): Promise<void> =>
  change(sender, (encoding) => {
    if (isMusic) encoding.maxBitrate = MUSIC_BITRATE
    else delete encoding.maxBitrate
  })

/** A sender takes changes one after the other alone, each of what it has given last (W3C WebRTC 1.0, setParameters). */
function change(
  sender: RTCRtpSender,
  make: (encoding: Encoding, parameters: RTCRtpSendParameters) => void,
): Promise<void> {
  const queue = queues.get(sender) ?? new Queue()
  queues.set(sender, queue)
  return queue.add(async () => {
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    if (!encoding) return
    const before = JSON.stringify(parameters)
    make(encoding, parameters)
    if (JSON.stringify(parameters) !== before)
      await sender.setParameters(parameters).catch((error) => {
        preferences.delete(sender)
        console.warn('What is sent could not be tuned:', error)
      })
  })
}

import { Queue } from '../../../common/queue.js'

/** W3C WebRTC Extensions, "encodingOptions", which TypeScript's declarations do not have. */
type SendOptions = RTCSetParameterOptions & { encodingOptions: { keyFrame: boolean }[] }

const queues = new WeakMap<RTCRtpSender, Queue>()

/** The bitrate of music, in bits per second. */
export const MUSIC_BITRATE = 256_000

/** Has music sent as it is; speech takes what the browser gives it. */
export const tuneSound = (sender: RTCRtpSender, isMusic: boolean): Promise<unknown> =>
  change(sender, (encoding) => {
    if (isMusic) encoding.maxBitrate = MUSIC_BITRATE
    else delete encoding.maxBitrate
  })

/** Lines of the first picture. */
const FIRST_LINES = 360

/**
 * Has a camera begin with few lines, until it is tuned: the first picture of many takes long to encode, and where it takes
 * more than the rate that a call begins with, Chromium leaves out pictures until it has found how many lines do not.
 */
export const beginSmall = (sender: RTCRtpSender, camera: MediaStreamTrack): Promise<unknown> =>
  change(sender, (encoding) => {
    const { width = 0, height = 0 } = camera.getSettings()
    encoding.scaleResolutionDownBy = Math.max(1, Math.min(width, height) / FIRST_LINES)
  })

/**
 * Changes what a sender keeps to, without negotiating. A sender takes changes one after the other alone, each of what it
 * has given last (W3C WebRTC 1.0, setParameters). Gives false where the browser refuses: it goes on as it was.
 */
export function change(
  sender: RTCRtpSender,
  make: (encoding: RTCRtpEncodingParameters, parameters: RTCRtpSendParameters) => void,
  options?: SendOptions,
): Promise<boolean> {
  const queue = queues.get(sender) ?? new Queue()
  queues.set(sender, queue)
  return queue.add(async () => {
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    if (!encoding) return true
    const before = JSON.stringify(parameters)
    make(encoding, parameters)
    if (!options && JSON.stringify(parameters) === before) return true
    try {
      await sender.setParameters(parameters, options)
      return true
    } catch (error) {
      console.warn('What is sent could not be tuned:', error)
      return false
    }
  })
}

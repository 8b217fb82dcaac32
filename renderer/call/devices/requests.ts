// Asking the browser for devices that capture (W3C Media Capture and Streams).

export type Kind = 'audio' | 'video'
export const KINDS: readonly Kind[] = ['audio', 'video']

/**
 * Why there is nothing of a device. `insecure`: the page came over plain HTTP, where browsers give no camera or
 * microphone. `missing`: there is no such device. `refused`: the person or the system said no. `busy`: the device did not
 * start, mostly because another program has it.
 */
export type DeviceFailure = 'insecure' | 'missing' | 'refused' | 'busy'

interface Asking {
  readonly kind: Kind
  readonly constraints: MediaTrackConstraints
}

/** Asks for one device of each of these at once, so that the person is asked once. Rejects for all where one fails. */
export function requestTogether<T extends Asking>(captures: readonly T[]): Map<T, Promise<MediaStreamTrack>> {
  const stream = requestStream(Object.fromEntries(captures.map(({ kind, constraints }) => [kind, constraints])))
  return new Map(captures.map((capture) => [capture, stream.then((stream) => trackOf(stream, capture.kind))]))
}

export const requestTrack = async (kind: Kind, constraints: MediaTrackConstraints) =>
  trackOf(await requestStream({ [kind]: constraints }), kind)

async function requestStream(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException('Not a secure context', 'SecurityError')
  return navigator.mediaDevices.getUserMedia(constraints)
}

function trackOf(stream: MediaStream, kind: Kind): MediaStreamTrack {
  const track = stream.getTracks().find((track) => track.kind === kind)
  if (!track) throw new DOMException(`No ${kind} was given`, 'NotFoundError')
  return track
}

export async function isGranted(kind: Kind): Promise<boolean> {
  const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName
  try {
    return (await navigator.permissions.query({ name })).state === 'granted'
  } catch {
    return false
  }
}

/** What a rejection of getUserMedia means (W3C Media Capture and Streams, section 10.3.1). */
export function failureOf(error: unknown): DeviceFailure {
  switch (error instanceof DOMException && error.name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotAllowedError':
      return 'refused'
    case 'SecurityError':
      return 'insecure'
    default:
      return 'busy'
  }
}

import { describe } from './screen-sound.js'
import { MUSIC_BITRATE } from './tuning/parameters.js'

/** Whether a page plays two channels, and whether it sends them. */
export interface Stereo {
  readonly plays: boolean
  readonly sends: boolean
}

const OWN = /;(?:stereo|sprop-stereo|maxaveragebitrate)=\d+/g

/** Makes a description of this type, with that said of the microphone. */
export async function describeInStereo(pc: RTCPeerConnection, type: 'offer' | 'answer', stereo: Stereo): Promise<void> {
  const { sdp = '' } = await describe(pc, type)
  await pc.setLocalDescription({ type, sdp: inStereo(sdp, stereo) })
}

/**
 * A description that a browser has made, with that said of the microphone's Opus (RFC 7587, section 6.1), which is the first
 * in it. Chromium sends one channel to whoever does not say that they play two, and plays one itself where it did not say so.
 */
export function inStereo(sdp: string, { plays, sends }: Stereo): string {
  const [, number] = /^a=rtpmap:(\d+) opus\/48000\/2\s*$/im.exec(sdp) ?? []
  if (!number) return sdp
  const more = [plays && `;stereo=1;maxaveragebitrate=${MUSIC_BITRATE}`, sends && ';sprop-stereo=1']
  return sdp.replace(new RegExp(`^a=fmtp:${number} [^\\r\\n]*`, 'gm'), (line) =>
    [line.replace(OWN, ''), ...more].filter(Boolean).join(''),
  )
}

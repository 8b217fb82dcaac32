import { MUSIC_BITRATE } from './tuning/parameters.js'

/** Whether a page plays two channels, and whether it sends them. */
export interface Stereo {
  readonly plays: boolean
  readonly sends: boolean
}

const OWN = /;(?:stereo|sprop-stereo|maxaveragebitrate)=\d+/g

/**
 * A description that a browser has made, with that said of the Opus in it (RFC 7587, section 6.1). Chromium sends one
 * channel to whoever does not say that they play two, and plays one itself where it did not say so.
 */
export function inStereo(sdp: string, { plays, sends }: Stereo): string {
  const types = [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000\/2\s*$/gim)].map(([, type]) => type)
  if (types.length === 0) return sdp
  const more = [plays && `;stereo=1;maxaveragebitrate=${MUSIC_BITRATE}`, sends && ';sprop-stereo=1']
  return sdp.replace(new RegExp(`^a=fmtp:(?:${types.join('|')}) [^\\r\\n]*`, 'gm'), (line) =>
    [line.replace(OWN, ''), ...more].filter(Boolean).join(''),
  )
}

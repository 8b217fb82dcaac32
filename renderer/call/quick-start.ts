const START_KBITS = 2_500

const PICTURES = /^a=rtpmap:(\d+) (?:VP8|VP9|H264|H265|AV1)\/90000\r\n/gm

/**
 * A description of the other side, as Chromium is to take it: it begins as fast as a LAN is. By itself it begins as if the
 * way were narrow, with a picture of a quarter of the lines, and takes many seconds to find out otherwise.
 */
export const startingFast = (sdp: string): string =>
  sdp
    .split(/^(?=m=)/m)
    .map((section) => [...section.matchAll(PICTURES)].reduce(withStart, section))
    .join('')

function withStart(section: string, [rtpmap, type]: readonly string[]): string {
  const parameter = `x-google-start-bitrate=${START_KBITS}`
  const known = new RegExp(`^a=fmtp:${type} .*`, 'm')
  return known.test(section)
    ? section.replace(known, `$&;${parameter}`)
    : section.replace(`${rtpmap}`, `$&a=fmtp:${type} ${parameter}\r\n`)
}

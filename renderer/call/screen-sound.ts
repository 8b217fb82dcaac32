/** The last section of sound, where Opus is all that it has, and what is behind it. */
const LAST_SOUND = /^m=audio \S+ \S+ (\d+)\r(?!.*\nm=audio).*:\1 opus.*/ms

/** What the browser would say in a description of this type, with what is to be said of a shared screen. */
export const describe = async (pc: RTCPeerConnection, type: 'offer' | 'answer'): Promise<RTCSessionDescriptionInit> =>
  withStereoScreen(await (type === 'offer' ? pc.createOffer() : pc.createAnswer()))

/**
 * A description that the browser has made, with what it takes for a shared screen's sound, the last in it, to come and go in
 * stereo (RFC 7587, section 6.1), so that sharing negotiates nothing. One number means one format in all sections (RFC 8843,
 * section 9.1): the offer gives this Opus a number of its own, which the answer keeps. Where it has none, the sound stays as
 * it is, as it does where it is in stereo already: Firefox says so of all Opus.
 */
export const withStereoScreen = ({ type, sdp = '' }: RTCSessionDescriptionInit): RTCSessionDescriptionInit => ({
  type,
  sdp: sdp.replace(LAST_SOUND, (section: string, number: string, start: number) => {
    const isShared = sdp.indexOf(`:${number} `) < start
    if (section.includes(';stereo=1') || (isShared && type === 'answer')) return section
    let own = Number(number)
    if (isShared) for (own = 127; sdp.includes(`:${own} `); ) own--
    return section
      .replaceAll(new RegExp(`(?<=[ :])${number}\\b`, 'g'), String(own))
      .replace(/^a=fmtp:.*/m, '$&;stereo=1')
  }),
})

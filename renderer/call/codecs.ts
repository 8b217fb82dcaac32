type Named = Pick<RTCRtpCodec, 'mimeType' | 'sdpFmtpLine'>

/**
 * The profile of each codec for pictures that whoever has the codec has; of H.264 that is Constrained Baseline in packets of
 * any size (RFC 7742, section 6.2).
 */
const USUAL = /vp9.*profile-id=0|av1.*profile=0|h264(?=.*packetization-mode=1).*profile-level-id=42e0/i

/** Header extensions that tell what no call uses. */
const UNUSED_EXTENSIONS = /(toffset|video-timing|color-space|rtp-stream-id)$/

type Extension = { readonly uri: string; direction: RTCRtpTransceiverDirection | 'stopped' }

/** W3C WebRTC Extensions, which TypeScript's DOM does not know and Firefox does not have. */
interface Negotiable extends RTCRtpTransceiver {
  getHeaderExtensionsToNegotiate?(): Extension[]
  setHeaderExtensionsToNegotiate?(extensions: Extension[]): void
}

/**
 * Of what there is for sound, Opus; of speech RED first: each packet then repeats what the one before had (RFC 2198), so
 * that one that is lost is not missed.
 */
export const forSound = <Codec extends Named>(codecs: readonly Codec[], isSpeech: boolean): Codec[] =>
  (isSpeech ? ['audio/red', 'audio/opus'] : ['audio/opus']).flatMap((name) =>
    codecs.filter(({ mimeType }) => mimeType.toLowerCase() === name),
  )

/** The usual profiles of what there is for pictures, in the same order; all of a codec where its usual profile is missing. */
export const forPictures = <Codec extends Named>(codecs: readonly Codec[]): Codec[] => {
  const usual = codecs.filter(({ mimeType, sdpFmtpLine }) => USUAL.test(`${mimeType} ${sdpFmtpLine}`))
  return codecs.filter((codec) => usual.includes(codec) || !usual.some(({ mimeType }) => mimeType === codec.mimeType))
}

/**
 * Has a transceiver offer what calls use, as far as the browser lets a page choose, so that an offer stays small; and speech
 * sent in RED where both sides can. What the browser refuses stays as it was.
 */
export function offerWhatIsUsed(transceiver: Negotiable, kind: 'audio' | 'video', isSpeech: boolean): void {
  const codecs = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? []
  const extensions = transceiver.getHeaderExtensionsToNegotiate?.() ?? []
  for (const extension of extensions) if (UNUSED_EXTENSIONS.test(extension.uri)) extension.direction = 'stopped'
  try {
    transceiver.setCodecPreferences?.(kind === 'audio' ? forSound(codecs, isSpeech) : forPictures(codecs))
    transceiver.setHeaderExtensionsToNegotiate?.(extensions)
  } catch (error) {
    console.warn('An offer could not be made smaller:', error)
  }
}

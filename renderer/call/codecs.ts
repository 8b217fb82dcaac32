type Named = Pick<RTCRtpCodec, 'mimeType' | 'sdpFmtpLine'>

/**
 * What a description need not offer, so that it stays small: of sound all but Opus and RED; of each codec for pictures all
 * profiles but one, which whoever has the codec has too.
 */
const UNUSED: readonly { of: RegExp; except?: RegExp }[] = [
  { of: /^audio\/(?!opus$|red$)/i },
  { of: /^video\/vp9$/i, except: /profile-id=0/ },
  { of: /^video\/av1$/i, except: /profile=0/ },
  // Constrained Baseline in packets of any size (RFC 7742, section 6.2).
  { of: /^video\/h264$/i, except: /^(?=.*packetization-mode=1)(?=.*profile-level-id=42e0)/i },
]

/** Header extensions that tell what no call uses. */
const UNUSED_EXTENSIONS = /toffset$|video-timing$|color-space$|rtp-stream-id$/

type Extension = { readonly uri: string; direction: RTCRtpTransceiverDirection | 'stopped' }

/** W3C WebRTC Extensions, which TypeScript's DOM does not know and Firefox does not have. */
interface Negotiable {
  getHeaderExtensionsToNegotiate?(): Extension[]
  setHeaderExtensionsToNegotiate?(extensions: Extension[]): void
}

/** The codecs that a call uses, in the same order; all of a codec where the profile that is wanted is missing. */
export function usedCodecs<Codec extends Named>(codecs: readonly Codec[]): Codec[] {
  const isLeftOut = ({ mimeType, sdpFmtpLine = '' }: Codec) =>
    UNUSED.some(({ of, except }) => {
      const isWanted = (line: string) => except?.test(line) ?? false
      if (!of.test(mimeType) || isWanted(sdpFmtpLine)) return false
      return !except || codecs.some((other) => of.test(other.mimeType) && isWanted(other.sdpFmtpLine ?? ''))
    })
  return codecs.filter((codec) => !isLeftOut(codec))
}

/** The same codecs, RED first: each packet then repeats what the one before had (RFC 2198), so that one that is lost is not missed. */
export const redFirst = <Codec extends Named>(codecs: readonly Codec[]): Codec[] => {
  const isRed = ({ mimeType }: Codec) => mimeType.toLowerCase() === 'audio/red'
  return [...codecs.filter(isRed), ...codecs.filter((codec) => !isRed(codec))]
}

/**
 * Has a transceiver offer what calls use, as far as the browser lets it choose, and speech sent in RED where both sides can.
 * It goes on with all that there is where the browser refuses.
 */
export function offerWhatIsUsed(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video', isSpeech: boolean): void {
  const used = usedCodecs(RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [])
  const codecs = isSpeech ? redFirst(used) : used
  const negotiable = transceiver as RTCRtpTransceiver & Negotiable
  try {
    if ('setCodecPreferences' in transceiver) transceiver.setCodecPreferences(codecs)
    const extensions = negotiable.getHeaderExtensionsToNegotiate?.()
    if (!extensions) return
    for (const extension of extensions) if (UNUSED_EXTENSIONS.test(extension.uri)) extension.direction = 'stopped'
    negotiable.setHeaderExtensionsToNegotiate?.(extensions)
  } catch (error) {
    console.warn('An offer could not be made smaller:', error)
  }
}

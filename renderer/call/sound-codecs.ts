/** The same codecs, RED first: each packet then repeats what the one before had (RFC 2198), so that one that is lost is not missed. */
export const redFirst = <Codec extends { readonly mimeType: string }>(codecs: readonly Codec[]): Codec[] => {
  const isRed = ({ mimeType }: Codec) => mimeType.toLowerCase() === 'audio/red'
  return [...codecs.filter(isRed), ...codecs.filter((codec) => !isRed(codec))]
}

/** Has sound sent in RED where both sides can. Browsers that know no preferences go on in Opus alone. */
export function preferRed(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities?.('audio')?.codecs ?? []
  if ('setCodecPreferences' in transceiver) transceiver.setCodecPreferences(redFirst(codecs))
}

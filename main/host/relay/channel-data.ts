/** ChannelData (RFC 8656, section 12.4): the channel, the length of the payload, the payload. */
export const CHANNEL_HEADER_BYTES = 4

export const FIRST_CHANNEL = 0x4000
export const LAST_CHANNEL = 0x4fff

export const isChannelData = (bytes: Buffer) => ((bytes[0] ?? 0) & 0xf0) === 0x40

/** A view of the payload. Undefined where bytes are missing; over UDP more than it may come (section 12.5). */
export function channelPayload(bytes: Buffer): Buffer | undefined {
  if (bytes.length < CHANNEL_HEADER_BYTES) return undefined
  const end = CHANNEL_HEADER_BYTES + bytes.readUInt16BE(2)
  return end > bytes.length ? undefined : bytes.subarray(CHANNEL_HEADER_BYTES, end)
}

export function channelHeader(channel: number, length: number): Buffer {
  const header = Buffer.allocUnsafe(CHANNEL_HEADER_BYTES)
  header.writeUInt16BE(channel, 0)
  header.writeUInt16BE(length, 2)
  return header
}

/** A processor, as Mach-O numbers them. */
export const PROCESSORS = { x64: 0x01000007, arm64: 0x0100000c } as const

const LC_UUID = 0x1b
const LC_SOURCE_VERSION = 0x2a
const HEADER_BYTES = 32
const ALIGNMENT = 4_096

/** The least that counts as a program for one processor: a header, some other load command, and the UUID. */
function thin(processor: number, uuid: Buffer): Buffer {
  const program = Buffer.alloc(HEADER_BYTES + 16 + 24)
  const words = [0xfeedfacf, processor, 0, 2, 2, 16 + 24, 0, 0, LC_SOURCE_VERSION, 16, 1, 0, LC_UUID, 24]
  for (const [index, word] of words.entries()) program.writeUInt32LE(word, index * 4)
  uuid.copy(program, program.length - 16)
  return program
}

/** A program for several processors, as Apple's lipo puts them together, each with the same UUID. */
export function machO(processors: readonly number[], uuid: Buffer): Buffer {
  const [only, ...others] = processors
  if (only !== undefined && others.length === 0) return thin(only, uuid)
  const slices = processors.map((processor) => thin(processor, uuid))
  const program = Buffer.alloc(ALIGNMENT * (slices.length + 1))
  program.writeUInt32BE(0xcafebabe, 0)
  program.writeUInt32BE(slices.length, 4)
  for (const [index, slice] of slices.entries()) {
    const offset = ALIGNMENT * (index + 1)
    const entry = [processors[index] ?? 0, 0, offset, slice.length, 12]
    for (const [field, word] of entry.entries()) program.writeUInt32BE(word, 8 + index * 20 + field * 4)
    slice.copy(program, offset)
  }
  return program
}

/** The UUIDs in a program that `machO` made, by processor, and all the rest of it. */
export function uuidsOf(program: Buffer): { uuids: Record<number, string>; rest: Buffer } {
  const isFat = program.readUInt32BE(0) === 0xcafebabe
  const count = isFat ? program.readUInt32BE(4) : 1
  const starts = Array.from({ length: count }, (_, index) => (isFat ? program.readUInt32BE(16 + index * 20) : 0))
  const rest = Buffer.from(program)
  const uuids = starts.map((start) => {
    const at = start + HEADER_BYTES + 16 + 8
    rest.fill(0, at, at + 16)
    return [program.readUInt32LE(start + 4), program.toString('hex', at, at + 16)] as const
  })
  return { uuids: Object.fromEntries(uuids), rest }
}

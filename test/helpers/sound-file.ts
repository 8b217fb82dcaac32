import { writeFileSync } from 'node:fs'

const RATE = 16_000

/** Writes a sound of ten seconds, 16 bit and mono, as a WAV file. `sampleAt` takes seconds and gives -1 to 1. */
export function writeSound(path: string, sampleAt: (seconds: number) => number): void {
  const count = 10 * RATE
  const file = Buffer.alloc(44 + 2 * count)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(2 * RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * count, 40)
  for (let index = 0; index < count; index++)
    file.writeInt16LE(Math.round(32_767 * sampleAt(index / RATE)), 44 + 2 * index)
  writeFileSync(path, file)
}

/** Syllables of a low voice, four a second, at a usual loudness. */
export const syllables = (seconds: number): number =>
  0.3 * Math.max(0, Math.sin(8 * Math.PI * seconds)) * Math.sin(400 * Math.PI * seconds)

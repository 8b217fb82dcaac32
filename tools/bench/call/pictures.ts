import { open } from 'node:fs/promises'

/** Pictures that a pretend camera shows over and over. */
export interface Film {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly frames: number
  /** How bright a pixel of a frame is, from 16 to 235. */
  luma(x: number, y: number, frame: number): number
}

const PATTERN = 120
const FRAMES = 10

/** Something that moves evenly before a camera, whose sensor adds a little noise. */
export const CAMERA: Film = {
  width: 1920,
  height: 1080,
  framesPerSecond: 30,
  frames: FRAMES,
  luma(x, y, frame) {
    const turn = (2 * Math.PI * (x + (frame * PATTERN) / FRAMES)) / PATTERN
    return 120 + 40 * Math.sin(turn) + 30 * Math.sin(3 * turn + y / 17) + 20 * Math.sin(y / 41) + noise(x, y, frame) * 8
  },
}

const LINE = 24
const LETTER = 12

/** Dark letters on white, of a page that somebody scrolls by a line with each frame. */
export const TEXT: Film = {
  width: 3840,
  height: 2160,
  framesPerSecond: 10,
  frames: 4,
  luma(x, y, frame) {
    const [row, column] = [Math.floor(y / LINE) + frame, Math.floor(x / LETTER)]
    const isInLetter = y % LINE < 16 && x % LETTER < 9
    const isSpace = noise(column, row, 1) < 0.16
    // Strokes are three pixels wide, and where they are is other in each letter.
    const isStroke = noise(column * 3 + Math.floor((x % LETTER) / 3), row * 6 + Math.floor((y % LINE) / 3), 2) < 0.5
    return isInLetter && !isSpace && isStroke ? 30 : 235
  },
}

/** The same for the same numbers, from 0 to 1. */
function noise(x: number, y: number, seed: number): number {
  let mixed = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263) + Math.imul(seed, 2_147_483_647)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** Writes it as YUV4MPEG2, grey. */
export async function writeFilm(path: string, film: Film): Promise<void> {
  const { width, height } = film
  const file = await open(path, 'wx')
  await file.appendFile(`YUV4MPEG2 W${width} H${height} F${film.framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
  for (let frame = 0; frame < film.frames; frame++) {
    const planes = Buffer.alloc((width * height * 3) / 2, 128)
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) planes[y * width + x] = film.luma(x, y, frame)
    await file.appendFile('FRAME\n')
    await file.appendFile(planes)
  }
  await file.close()
}

import type { Quality } from '../../common/settings.js'

/** What one other person has use for. */
export interface Demand {
  /** How many lines their window shows of each picture; 0: none at all. Undefined: they did not say, so as many as there are. */
  readonly camera: number | undefined
  readonly screen: number | undefined
  /** Whether what is sent to them gets through poorly, so that sound needs all of the way. */
  readonly isPoor: boolean
}

/** What a shared screen shows: letters, which are to stay sharp, or a film, which is to move. */
export type ScreenHint = 'detail' | 'motion'

/** What there is to send. */
export interface Supply {
  readonly quality: Quality
  /** Lines of the camera's picture, the shorter side of one that stands upright; undefined where there is none. */
  readonly camera: number | undefined
  readonly screen: { readonly width: number; readonly height: number; readonly hint: ScreenHint } | undefined
}

/** What one person gets of one picture. */
export interface Sending {
  readonly isActive: boolean
  /** Bits per second. */
  readonly maxBitrate: number
  /** Pictures per second. */
  readonly maxFramerate: number
  readonly scaleDownBy: number
}

export interface Share {
  readonly camera: Sending
  readonly screen: Sending
}

/** What may go out to all together, since each link is encoded and sent by itself. */
export interface Budget {
  /** Per second. */
  readonly pixels: number
  /** Bits per second. */
  readonly bitrate: number
}

/**
 * One 1080p picture at 30 a second, which laptops of ten years encode in software with something left for the rest: for
 * seven others it comes to 360p each. A wireless LAN carries some 200 Mbit/s for all in a room together, which is 24 for
 * each of 8, with every bit in the air once.
 */
export const BUDGET: Budget = { pixels: 1920 * 1080 * 30, bitrate: 24_000_000 }

interface Step extends Sending {
  readonly pixels: number
}

/** Lines of a camera's picture, and bits per second at which more of them would show hardly anything more. */
const CAMERA_STEPS = [
  [1080, 8_000_000],
  [720, 4_000_000],
  [540, 2_500_000],
  [360, 1_200_000],
  [270, 700_000],
  [180, 350_000],
] as const
/** For those who want what little more there is. */
const HIGH_STEPS = [[1080, 16_000_000], ...CAMERA_STEPS] as const
const SPARING = { lines: 360, bitrate: 500_000, framerate: 15 }

/** The steps of a screen: where it shows letters, pictures per second give way first; where it shows a film, lines do. */
const SCREEN_STEPS = {
  detail: [
    { scaleDownBy: 1, maxFramerate: 30, maxBitrate: 20_000_000 },
    { scaleDownBy: 1, maxFramerate: 15, maxBitrate: 8_000_000 },
    { scaleDownBy: 1, maxFramerate: 5, maxBitrate: 2_500_000 },
    { scaleDownBy: 1.5, maxFramerate: 5, maxBitrate: 1_500_000 },
    { scaleDownBy: 2, maxFramerate: 5, maxBitrate: 800_000 },
    { scaleDownBy: 4, maxFramerate: 5, maxBitrate: 300_000 },
  ],
  motion: [
    { scaleDownBy: 1, maxFramerate: 30, maxBitrate: 20_000_000 },
    { scaleDownBy: 1.5, maxFramerate: 30, maxBitrate: 10_000_000 },
    { scaleDownBy: 2, maxFramerate: 30, maxBitrate: 6_000_000 },
    { scaleDownBy: 3, maxFramerate: 30, maxBitrate: 2_500_000 },
    { scaleDownBy: 4, maxFramerate: 30, maxBitrate: 1_500_000 },
    { scaleDownBy: 6, maxFramerate: 30, maxBitrate: 800_000 },
    { scaleDownBy: 8, maxFramerate: 15, maxBitrate: 300_000 },
  ],
} as const
/** The most that a screen takes of a poor connection, in bits per second. */
const SPARING_SCREEN = 2_500_000

const NOTHING: Step = { isActive: false, maxBitrate: 0, maxFramerate: 0, scaleDownBy: 1, pixels: 0 }

/** What each of the others gets, in the order of their demands: what they have use for, and less where it is too much. */
export function shareOut(demands: readonly Demand[], supply: Supply, budget: Budget = BUDGET): Share[] {
  const ladders = demands.flatMap((demand) => [cameraSteps(demand, supply), screenSteps(demand, supply)])
  const at = ladders.map(() => 0)
  const stepOf = (index: number) => ladders[index]?.[at[index] ?? 0] ?? NOTHING
  const costOf = ({ pixels, maxBitrate }: Step) => pixels / budget.pixels + maxBitrate / budget.bitrate
  const total = (what: 'pixels' | 'maxBitrate') => at.reduce((sum, _, index) => sum + stepOf(index)[what], 0)
  while (total('pixels') > budget.pixels || total('maxBitrate') > budget.bitrate) {
    const lower = ladders.map((steps, index) => ((at[index] ?? 0) + 1 < steps.length ? costOf(stepOf(index)) : 0))
    const dearest = Math.max(...lower)
    if (dearest <= 0) break
    const index = lower.indexOf(dearest)
    at[index] = (at[index] ?? 0) + 1
  }
  return demands.map((_, index) => ({ camera: stepOf(2 * index), screen: stepOf(2 * index + 1) }))
}

function cameraSteps({ camera: wanted, isPoor }: Demand, { quality, camera: lines }: Supply): Step[] {
  if (lines === undefined || wanted === 0) return [NOTHING]
  const isSparing = isPoor || quality === 'saving'
  const top = isSparing ? Math.min(SPARING.lines, lines) : lines
  // Somewhat more than what is shown; the smallest there is for whoever shows even less.
  const enough = CAMERA_STEPS.findLast(([height]) => wanted !== undefined && height >= wanted)?.[0] ?? top
  const limit = Math.min(top, enough)
  const fitting = (quality === 'high' ? HIGH_STEPS : CAMERA_STEPS).filter(([height]) => height <= limit)
  const steps = fitting.length > 0 ? fitting : CAMERA_STEPS.slice(-1)
  const maxFramerate = isSparing ? SPARING.framerate : 30
  return steps.map(([height, bitrate]) => ({
    ...{ isActive: true, maxFramerate, maxBitrate: isSparing ? Math.min(SPARING.bitrate, bitrate) : bitrate },
    scaleDownBy: Math.max(1, lines / height),
    pixels: ((height * height * 16) / 9) * maxFramerate,
  }))
}

function screenSteps({ screen: wanted, isPoor }: Demand, { quality, screen }: Supply): Step[] {
  if (!screen || wanted === 0) return [NOTHING]
  const isSparing = isPoor || quality === 'saving'
  const steps = SCREEN_STEPS[screen.hint].filter(({ maxBitrate }) => !isSparing || maxBitrate <= SPARING_SCREEN)
  return steps.map((step) => ({
    ...{ isActive: true, ...step },
    pixels: ((screen.width * screen.height) / step.scaleDownBy ** 2) * step.maxFramerate,
  }))
}

/** How much of the budget for pixels this machine manages, from 1/8 to 1, by what its encoders say of themselves. */
export interface Strength {
  readonly share: number
  /** How many readings in a row said that it was not too much. */
  readonly easy: number
  /** After how many of those more is tried. */
  readonly patience: number
}

/** At one reading in five seconds a minute, and up to a quarter of an hour for a machine on which more was too much before. */
const [SHORTEST, LONGEST] = [12, 192]
export const FULL_STRENGTH: Strength = { share: 1, easy: 0, patience: SHORTEST }
const WEAKEST = 1 / 8

/** `isLimited`: an encoder says that it has too little of the processor. */
export function strengthAfter({ share, easy, patience }: Strength, isLimited: boolean): Strength {
  if (isLimited) return { share: Math.max(WEAKEST, share / 2), easy: 0, patience }
  if (easy + 1 < patience) return { share, easy: easy + 1, patience }
  // It forgets what was too much once all goes well for as long.
  if (share === 1) return { share, easy: 0, patience: SHORTEST }
  return { share: Math.min(1, 2 * share), easy: 0, patience: Math.min(LONGEST, 2 * patience) }
}

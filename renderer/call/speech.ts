/** Stands for the person themselves, in the place of an id. */
export const OWN_VOICE = ''

/** Root mean square above which a sound is speech: -36 dB of full scale, well over a quiet room's noise. */
const LOUD = 0.016
const ON_AFTER_MS = 100
const OFF_AFTER_MS = 600
/** How long somebody else must have spoken before they take the large place. */
const TAKES_OVER_AFTER_MS = 1_500
/** Whoever took it keeps it for so long, whoever else speaks. */
const KEEPS_MS = 3_000
/** How long a muted person speaks before they are told. */
const MUTED_AFTER_MS = 500
/** How long that is said after they have stopped. */
const MUTED_FOR_MS = 3_000

/** Whether somebody speaks, and since when the sound has been otherwise; all times are of one clock that goes forward. */
export interface Speech {
  readonly isSpeaking: boolean
  /** Since when they speak, or do not. */
  readonly sinceMs: number
  /** Since when it has been loud, or quiet. */
  readonly isLoud: boolean
  readonly changedMs: number
}

export const SILENCE: Speech = { isSpeaking: false, sinceMs: 0, isLoud: false, changedMs: 0 }

/** Takes in how loud it is now: speech begins after 100 ms of sound, and ends after 600 ms without. */
export function heard(before: Speech, level: number, nowMs: number): Speech {
  const isLoud = level >= LOUD
  const changedMs = isLoud === before.isLoud ? before.changedMs : nowMs
  const lastedMs = nowMs - changedMs
  const isSpeaking = isLoud
    ? before.isSpeaking || lastedMs >= ON_AFTER_MS
    : before.isSpeaking && lastedMs < OFF_AFTER_MS
  return { isSpeaking, sinceMs: isSpeaking === before.isSpeaking ? before.sinceMs : nowMs, isLoud, changedMs }
}

/** Who has the large place, and since when. */
export interface Floor {
  readonly id: string | undefined
  readonly sinceMs: number
}

export const NOBODY: Floor = { id: undefined, sinceMs: Number.NEGATIVE_INFINITY }

/**
 * Who has the large place now: whoever has spoken for longest where its holder is silent. A cough takes it from nobody,
 * and two who talk to each other do not make it jump to and fro.
 */
export function floorOf(before: Floor, speeches: ReadonlyMap<string, Speech>, nowMs: number): Floor {
  const holder = before.id === undefined ? undefined : speeches.get(before.id)
  if (holder && (holder.isSpeaking || nowMs - before.sinceMs < KEEPS_MS)) return before
  const waiting = [...speeches].filter(([, { isSpeaking, sinceMs }]) => {
    return isSpeaking && (!holder || nowMs - sinceMs >= TAKES_OVER_AFTER_MS)
  })
  const [first] = waiting.sort(([, one], [, other]) => one.sinceMs - other.sinceMs)
  if (first) return { id: first[0], sinceMs: nowMs }
  return holder ? before : NOBODY
}

/** Whether a muted person is to be told that nobody hears them. */
export interface MutedTalk {
  readonly isTold: boolean
  /** For how long it was loud since they began to speak. */
  readonly loudMs: number
  readonly lookedMs: number
  /** When they last spoke. */
  readonly spokeMs: number
}

export const NO_TALK: MutedTalk = { isTold: false, loudMs: 0, lookedMs: 0, spokeMs: 0 }

/** Takes in how somebody whose microphone is muted sounds: they are told after half a second of sound. */
export function mutedTalk(before: MutedTalk, { isSpeaking, isLoud }: Speech, nowMs: number): MutedTalk {
  if (!isSpeaking) {
    return { ...before, isTold: before.isTold && nowMs - before.spokeMs < MUTED_FOR_MS, loudMs: 0, lookedMs: nowMs }
  }
  const loudMs = before.loudMs + (isLoud ? nowMs - before.lookedMs : 0)
  return { isTold: before.isTold || loudMs >= MUTED_AFTER_MS, loudMs, lookedMs: nowMs, spokeMs: nowMs }
}

import { type FileMessage, isBlockEnd, type Offer, type Said, WHYS, type Why } from '../../../common/files.js'
import type { Ending, Step } from './ending.js'

/** One file on its way to one person, as the sender sees it. */
export interface Sending {
  readonly offer: Offer
  /** `offered`: no answer yet. `taken`: the other side wants it. */
  readonly phase: 'offered' | 'taken' | 'ended'
  /** Whether the other side has said over the channel that there is now where to go on. */
  readonly isFlowing: boolean
  /** The position of the next byte to send, and up to where the other side has verified what it has. */
  readonly sent: number
  readonly verified: number
  readonly isPausedHere: boolean
  readonly isPausedThere: boolean
  /** Whether the page was loaded anew, and has no file until the person chooses it again. To the other side it is a pause. */
  readonly isMissing: boolean
  readonly ending?: Ending
}

/** What the other side says, and what happens here. */
export type SendingEvent =
  | Said<'accept' | 'verified' | 'saved' | 'pause' | 'end'>
  /** There is a channel, over which nothing was said yet; or there is none any more. */
  | { type: 'linked' }
  | { type: 'unlinked' }
  /** All up to there is on its way. */
  | { type: 'sent'; to: number }
  | { type: 'hold'; isPaused: boolean }
  /** The person has chosen the file again. */
  | { type: 'found' }
  | { type: 'stop'; why: Why }
  /** The other person is gone for good, cannot be reached, or has a page that takes no files. */
  | { type: 'gone'; why: 'left' | 'unreached' | 'unheard' }

export const sendingOf = (offer: Offer): Sending => ({
  offer,
  phase: 'offered',
  isFlowing: false,
  sent: 0,
  verified: 0,
  isPausedHere: false,
  isPausedThere: false,
  isMissing: false,
})

/** What a page before has sent of, and nobody here knows how much. */
export const missingOf = (offer: Offer): Sending => ({ ...sendingOf(offer), sent: offer.size, isMissing: true })

/** What comes of an event. Never throws: what does not fit ends the transfer as `broken`. */
export function stepSending(state: Sending, event: SendingEvent): Step<Sending, FileMessage> {
  if (event.type === 'unlinked') return [{ ...state, isFlowing: false }, []]
  if (state.phase === 'ended') return stepEnded(state, event)
  switch (event.type) {
    case 'linked':
      return [{ ...state, isFlowing: false, isPausedThere: false }, [state.offer]]
    case 'accept':
      return accept(state, event)
    case 'verified':
      return verify(state, event)
    case 'saved':
      return state.phase === 'taken' ? end(state, { why: 'saved', by: 'there' }) : stop(state, 'broken')
    case 'pause':
      return [{ ...state, isPausedThere: event.isPaused }, []]
    case 'end':
      return end(state, { why: event.why, by: 'there' })
    case 'sent':
      return [{ ...state, sent: event.to }, []]
    case 'hold':
      return hold(state, { isPausedHere: event.isPaused })
    case 'found':
      return hold(state, { isMissing: false })
    case 'stop':
      return stop(state, event.why)
    default:
      return end(state, { why: event.why, by: 'there' })
  }
}

/** Where the other side had the file when this side ended it, it has the file. What it may not have heard is said again. */
function stepEnded(state: Sending, event: SendingEvent): Step<Sending, FileMessage> {
  const { ending } = state
  const why = WHYS.find((known) => known === ending?.why)
  if (ending?.by !== 'here' || !why) return [state, []]
  if (event.type === 'saved') return end(state, { why: 'saved', by: 'there' })
  return [state, event.type === 'linked' ? [endOf(state, why)] : []]
}

/** A page that was loaded anew may have less than was verified, or nothing. */
function accept(state: Sending, { from }: Said<'accept'>): Step<Sending, FileMessage> {
  const { size } = state.offer
  if (state.isFlowing || from > state.sent || !isBlockEnd(from, size)) return stop(state, 'broken')
  const taken: Sending = { ...state, phase: 'taken', isFlowing: true, sent: from, verified: from }
  return [taken, mayRead(taken) ? [] : [pauseOf(taken)]]
}

function verify(state: Sending, { to }: Said<'verified'>): Step<Sending, FileMessage> {
  const { size } = state.offer
  const isRight = state.isFlowing && to >= state.verified && to <= state.sent && isBlockEnd(to, size)
  return isRight ? [{ ...state, verified: to }, []] : stop(state, 'broken')
}

function hold(state: Sending, change: Partial<Sending>): Step<Sending, FileMessage> {
  const held = { ...state, ...change }
  return [held, held.isFlowing && mayRead(held) !== mayRead(state) ? [pauseOf(held)] : []]
}

/** Whether nothing here keeps the file from being sent. */
const mayRead = ({ isPausedHere, isMissing }: Sending) => !isPausedHere && !isMissing

const end = (state: Sending, ending: Ending): Step<Sending, FileMessage> => [
  { ...state, phase: 'ended', isFlowing: false, ending },
  [],
]

const stop = (state: Sending, why: Why): Step<Sending, FileMessage> => [
  end(state, { why, by: 'here' })[0],
  [endOf(state, why)],
]

const endOf = ({ offer: { id } }: Sending, why: Why): FileMessage => ({ type: 'end', id, why })
const pauseOf = (state: Sending): FileMessage => ({ type: 'pause', id: state.offer.id, isPaused: !mayRead(state) })

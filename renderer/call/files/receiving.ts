import {
  blockEnd,
  FILE_LIMITS,
  type FileMessage,
  type Offer,
  type Said,
  WHYS,
  type Why,
} from '../../../common/files.js'
import type { Ending, Step } from './ending.js'

/** One file on its way from one person, as the receiver sees it. */
export interface Receiving {
  readonly offer: Offer
  /**
   * `recalled`: a part of it may be here already, since a page before. `offered`: the person is to say whether they want
   * it. `queued`: they do, and others come first. `open`: it is being written. `finishing`: all of it is right,
   * and gets its name; there is no way back.
   */
  readonly phase: 'recalled' | 'offered' | 'queued' | 'open' | 'finishing' | 'ended'
  /** Whether there is a channel over which it was offered. */
  readonly isLinked: boolean
  /** Up to where it came: some blocks may be on their way to the disk, and one may not be whole. */
  readonly received: number
  readonly verified: number
  readonly isPausedHere: boolean
  readonly isPausedThere: boolean
  readonly ending?: Ending
}

/** What the other side says, and what happens here. */
export type ReceivingEvent =
  | Said<'offer' | 'pause' | 'end'>
  | { type: 'unlinked' }
  /** Nothing of it is here. */
  | { type: 'unknown' }
  /** The person wants it, of which all up to `from` is here. */
  | { type: 'take'; from: number }
  /** There is a place to write to. */
  | { type: 'begin' }
  | { type: 'chunk'; at: number; length: number }
  /** The block that ends there has the sender's hash and is written, or has another. */
  | { type: 'checked'; end: number; isRight: boolean }
  /** The file has its name. */
  | { type: 'finished' }
  | { type: 'hold'; isPaused: boolean }
  | { type: 'stop'; why: Why }
  /** The other person is gone for good, cannot be reached, or is back and does not offer it again. */
  | { type: 'gone'; why: 'left' | 'unreached' | 'dropped' }

/** A file that was just offered. */
export const receivingOf = (offer: Offer, phase: 'recalled' | 'offered' = 'offered'): Receiving => ({
  offer,
  phase,
  isLinked: true,
  received: 0,
  verified: 0,
  isPausedHere: false,
  isPausedThere: false,
})

/** What comes of an event. Never throws: what does not fit ends the transfer as `broken`. */
export function stepReceiving(state: Receiving, event: ReceivingEvent): Step<Receiving, FileMessage> {
  if (event.type === 'unlinked') return [{ ...state, isLinked: false }, []]
  if (state.phase === 'ended') return stepEnded(state, event)
  if (state.phase === 'finishing') return stepFinishing(state, event)
  switch (event.type) {
    case 'offer':
      return offerAgain(state, event)
    case 'pause':
      return [{ ...state, isPausedThere: event.isPaused }, []]
    case 'end':
      return [endedBy(state, { why: event.why, by: 'there' }), []]
    case 'unknown':
      return [state.phase === 'recalled' ? { ...state, phase: 'offered' } : state, []]
    case 'take':
      return [isAsked(state) ? { ...state, phase: 'queued', received: event.from, verified: event.from } : state, []]
    case 'begin':
      return state.phase === 'queued' ? accept({ ...state, phase: 'open' }) : [state, []]
    case 'chunk':
      return take(state, event)
    case 'checked':
      return check(state, event)
    case 'hold':
      return hold(state, event.isPaused)
    case 'stop':
      return stop(state, event.why)
    case 'gone':
      return [endedBy(state, { why: event.why, by: 'there' }), []]
    default:
      return [state, []]
  }
}

/** Whoever offers or ends what is over here has not heard of that. */
function stepEnded(state: Receiving, { type }: ReceivingEvent): Step<Receiving, FileMessage> {
  if (type !== 'offer' && type !== 'end') return [state, []]
  const { id } = state.offer
  const why = state.ending?.why
  if (why === 'saved') return [state, [{ type: 'saved', id }]]
  return [state, type === 'offer' ? [{ type: 'end', id, why: WHYS.find((known) => known === why) ?? 'cancelled' }] : []]
}

function stepFinishing(state: Receiving, event: ReceivingEvent): Step<Receiving, FileMessage> {
  if (event.type === 'stop') return stop(state, event.why)
  if (event.type === 'finished')
    return [endedBy(state, { why: 'saved', by: 'here' }), [{ type: 'saved', id: state.offer.id }]]
  return [event.type === 'offer' ? { ...state, isLinked: true } : state, []]
}

/** The channel is another: what came over the former and was not verified is asked for again. */
function offerAgain(state: Receiving, offer: Offer): Step<Receiving, FileMessage> {
  if (!isSame(offer, state.offer) || state.isLinked) return stop(state, 'broken')
  const linked = { ...state, isLinked: true, isPausedThere: false }
  return state.phase === 'open' ? accept(linked) : [linked, []]
}

const isSame = (one: Offer, other: Offer) =>
  one.size === other.size &&
  one.name === other.name &&
  one.set?.list === other.set?.list &&
  one.set?.files === other.set?.files

function accept(state: Receiving): Step<Receiving, FileMessage> {
  const { verified, isPausedHere, isLinked } = state
  const { id } = state.offer
  const say: FileMessage[] = [{ type: 'accept', id, from: verified }]
  if (isPausedHere) say.push({ type: 'pause', id, isPaused: true })
  return [{ ...state, received: verified }, isLinked ? say : []]
}

function take(state: Receiving, { at, length }: { at: number; length: number }): Step<Receiving, FileMessage> {
  const { phase, isLinked, received, verified, offer } = state
  // What was on its way when the channel went.
  if (!isLinked) return [state, []]
  const end = at + length
  const isNext = at === received && end <= blockEnd(received, offer.size)
  const fits = phase === 'open' && isNext && end <= verified + FILE_LIMITS.window
  return fits ? [{ ...state, received: end }, []] : stop(state, 'broken')
}

function check(state: Receiving, { end, isRight }: { end: number; isRight: boolean }): Step<Receiving, FileMessage> {
  const { phase, received, verified, offer } = state
  if (phase !== 'open' || end > received || end !== blockEnd(verified, offer.size)) return stop(state, 'broken')
  if (!isRight) return stop(state, 'damaged')
  const checked: Receiving = { ...state, verified: end, phase: end === offer.size ? 'finishing' : 'open' }
  // On another channel it is said by where to go on.
  return [checked, state.isLinked ? [{ type: 'verified', id: offer.id, to: end }] : []]
}

/** Whether nobody has said yet that it is wanted. */
export const isAsked = ({ phase }: Receiving): boolean => phase === 'recalled' || phase === 'offered'

/** Before it is open there is nothing to hold. */
function hold(state: Receiving, isPaused: boolean): Step<Receiving, FileMessage> {
  const { id } = state.offer
  const isHeard = state.phase === 'open' && state.isLinked
  return [{ ...state, isPausedHere: isPaused }, isHeard ? [{ type: 'pause', id, isPaused }] : []]
}

const endedBy = (state: Receiving, ending: Ending): Receiving => ({ ...state, phase: 'ended', ending })

const stop = (state: Receiving, why: Why): Step<Receiving, FileMessage> => [
  endedBy(state, { why, by: 'here' }),
  [{ type: 'end', id: state.offer.id, why }],
]

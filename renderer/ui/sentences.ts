import type { RemotePeer } from '../call/call.js'
import type { DeviceState } from '../call/devices/capture.js'
import type { Goal } from '../state/goal.js'
import type { HostView } from '../state/host-connection.js'
import { t } from '../state/language.js'

/**
 * What keeps this machine's devices from being seen or heard, and that joining works all the same; undefined if nothing.
 * In the app it is the system that refuses.
 */
export function deviceSentence(audio: DeviceState, video: DeviceState, isApp: boolean): string | undefined {
  if (audio === 'insecure' && video === 'insecure') return t('problems/devices-insecure')
  const ofAudio = deviceProblem(audio, isApp)
  const ofVideo = deviceProblem(video, isApp)
  if (ofAudio && ofAudio === ofVideo) return t(`problems/devices-${ofAudio}`)
  const sentences = [ofVideo && t(`problems/video-${ofVideo}`), ofAudio && t(`problems/audio-${ofAudio}`)]
  return sentences.filter(Boolean).join(' ') || undefined
}

function deviceProblem(state: DeviceState, isApp: boolean) {
  if (state === 'refused') return isApp ? 'refused-in-app' : 'refused-in-browser'
  return state === 'missing' || state === 'busy' ? state : undefined
}

/**
 * How many are in a room that is not full, of how many. The numbers are small, and handed over as text: before a browser
 * formats its first number it takes as long to get ready as the page takes to be drawn.
 */
export const peopleInRoom = (members: number, capacity: number): string =>
  t('host/people-in-room', { members: `${members}`, capacity: `${capacity}` })

/** How the call stands, in a sentence. `news` is worth a look; the rest the screen shows anyway. */
export interface CallStatus {
  readonly sentence: string
  readonly isNews: boolean
  /** Whether it matters for how long it has been so: the call goes on without its host. */
  readonly isTimed?: boolean
}

export function callStatus(
  goal: Goal,
  host: HostView,
  peers: readonly RemotePeer[],
  lastGone: string | undefined,
): CallStatus {
  const news = newsOf(host, peers)
  if (news !== undefined) return news
  if (peers.length > 0) {
    return {
      sentence: t('call/in-call-with', { names: peers.map(({ name }) => name.value).join(', ') }),
      isNews: false,
    }
  }
  const waiting = waitingFor(goal, lastGone !== undefined)
  return { sentence: lastGone ? `${t('call/left', { name: lastGone })} ${waiting}` : waiting, isNews: true }
}

function waitingFor(goal: Goal, isGone: boolean): string {
  if (goal.kind === 'room') return t('call/waiting-for-someone')
  if (isGone) return t('call/waiting-for-return')
  return t(goal.isCaller ? 'call/ringing-person' : 'call/peer-connecting', { name: goal.person.name })
}

function newsOf(host: HostView, peers: readonly RemotePeer[]): CallStatus | undefined {
  const troubled = peers.filter(({ state }) => state.value !== 'connected')
  const isAlone = troubled.length > 0 && troubled.length === peers.length && host.state === 'reconnecting'
  if (isAlone) return { sentence: t(navigator.onLine ? 'call/nobody-reached' : 'call/network-lost'), isNews: true }
  const ofLink = linkSentence(troubled[0])
  if (ofLink !== undefined) return { sentence: ofLink, isNews: true }
  const sentence = hostSentence(host, peers.length > 0)
  const isTimed = peers.length > 0 && !host.successor && host.state !== 'failed'
  return sentence === undefined ? undefined : { sentence, isNews: true, isTimed }
}

function hostSentence({ state, isGone, successor }: HostView, inCall: boolean): string | undefined {
  if (successor && inCall) return t('call/in-call-elsewhere', successor)
  if (isGone && inCall) return t('call/in-call-gone')
  if (state !== 'closed-by-host' && state !== 'reconnecting' && state !== 'failed') return undefined
  return t(`call/${inCall ? 'in-call' : 'alone'}-${state}`)
}

function linkSentence(peer: RemotePeer | undefined): string | undefined {
  const state = peer?.state.value
  if (peer === undefined || state === undefined || state === 'connected') return undefined
  return t(`call/peer-${state}`, { name: peer.name.value })
}

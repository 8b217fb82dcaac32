import type { RemotePeer } from '../call/call.js'
import type { Kind } from '../call/channel-message.js'
import type { DeviceState } from '../call/local-media.js'
import type { DirectEnding, Goal, Problem } from '../state/app.js'
import type { HostView } from '../state/host-connection.js'

/** The plain sentence for everything that can go wrong: what happened and what helps. */
const PROBLEMS: Record<Problem, string> = {
  'no-room': 'Type a room name that you and the others agree on.',
  'bad-room': 'A room name has at most 64 letters, numbers or signs.',
  'bad-name': 'A name has at most 40 letters, numbers or signs.',
  'bad-address': 'That is not an address. It looks like 192.168.1.5 or 192.168.1.5:8080.',
  'bad-request':
    'The host did not understand this page. The two may be of different versions; reload, or update the older one.',
  'unknown-event':
    'The host did not understand this page. The two may be of different versions; reload, or update the older one.',
  'room-full': 'The room is full.',
  'not-in-room': 'The host no longer has you in the room. Join again.',
  'no-such-peer': 'That person has left.',
  busy: 'That person is in another call.',
  'too-fast': 'That was too much at once. Wait a moment and try again.',
  'origin-not-allowed': 'That host only takes calls from its own page. Open its address in this browser instead.',
  'internal-error': 'Something failed that should not have. Try again.',
  'host-unreachable':
    'Nothing answered there. Check the address, that Lanline is open on that machine, and that both are on the same network.',
  'host-silent': 'The host did not answer in time. Try again.',
}

export const sentenceFor = (problem: Problem) => PROBLEMS[problem]

const DEVICE_PROBLEMS: Partial<Record<DeviceState, Record<Kind, string>>> = {
  missing: { audio: 'No microphone was found.', video: 'No camera was found.' },
  refused: {
    audio: 'The microphone is not allowed. Allow it in the browser’s address bar or the system’s settings.',
    video: 'The camera is not allowed. Allow it in the browser’s address bar or the system’s settings.',
  },
  busy: {
    audio: 'The microphone did not start; another program may be using it.',
    video: 'The camera did not start; another program may be using it.',
  },
}

/** What keeps this machine's devices from being seen or heard, and that joining works all the same; undefined if nothing. */
export function deviceSentence(audio: DeviceState, video: DeviceState): string | undefined {
  const either = audio === video ? audio : undefined
  switch (either) {
    case 'insecure':
      return 'Browsers give a plain http page no camera or microphone. You can join to watch and listen.'
    case 'missing':
      return 'No camera or microphone was found. You can join to watch and listen.'
    case 'refused':
      return 'Camera and microphone are not allowed. You can join to watch and listen, or allow them in the browser’s address bar.'
  }
  const parts = [DEVICE_PROBLEMS[video]?.video, DEVICE_PROBLEMS[audio]?.audio].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(' ') : undefined
}

/** How the call stands, in a sentence. `news` is worth a look; the rest the screen shows anyway. */
export interface CallStatus {
  readonly sentence: string
  readonly isNews: boolean
}

export function callStatus(
  goal: Goal,
  host: HostView,
  peers: readonly RemotePeer[],
  lastGone: string | undefined,
): CallStatus {
  const news = newsOf(host, peers)
  if (news !== undefined) return { sentence: news, isNews: true }
  if (peers.length > 0)
    return { sentence: `In a call with ${peers.map(({ name }) => name).join(', ')}.`, isNews: false }
  return { sentence: [lastGone && `${lastGone} left.`, waitingFor(goal)].filter(Boolean).join(' '), isNews: true }
}

function waitingFor(goal: Goal): string {
  if (goal.kind === 'room') return 'Waiting for someone to join…'
  return goal.isCaller ? `Ringing ${goal.person.name}…` : `Connecting to ${goal.person.name}…`
}

function newsOf(host: HostView, peers: readonly RemotePeer[]): string | undefined {
  const troubled = peers.filter(({ state }) => state !== 'connected')
  const isAlone = troubled.length > 0 && troubled.length === peers.length && host.state === 'reconnecting'
  if (isAlone) return 'This device has lost the network. Your call goes on when it is back.'
  return linkSentence(troubled[0]) ?? hostSentence(host, peers.length > 0)
}

/** The headline and the sentence for a call that is over, or never was. */
export function endingOf(goal: Goal, why: DirectEnding | Problem): { headline: string; sentence: string } {
  if (goal.kind === 'room') {
    const { room } = goal
    if (why !== 'room-full') return { headline: `You are out of ${room}`, sentence: sentenceFor(why as Problem) }
    const sentence = 'Everyone who fits is in there. Wait until someone leaves, or meet in another room.'
    return { headline: `${room} is full`, sentence }
  }
  const { name } = goal.person
  switch (why) {
    case 'declined':
      return { headline: `${name} declined`, sentence: 'They do not want to talk now.' }
    case 'no-answer':
      return { headline: `${name} did not answer`, sentence: 'It rang for half a minute.' }
    case 'busy':
      return { headline: `${name} is busy`, sentence: 'They are in another call. Try again a little later.' }
    case 'gone':
    case 'no-such-peer':
      return { headline: `${name} is gone`, sentence: 'They have closed Lanline or lost the network.' }
    case 'hung-up':
      return { headline: 'The call is over', sentence: `${name} hung up.` }
    default:
      return { headline: `${name} was not reached`, sentence: sentenceFor(why) }
  }
}

function hostSentence({ state }: HostView, inCall: boolean): string | undefined {
  switch (state) {
    case 'closed-by-host':
      return inCall
        ? 'The host has closed. Your call goes on, but nobody new can join.'
        : 'The host has closed. This room opens again when it is back.'
    case 'reconnecting':
      return inCall
        ? 'The host is out of reach. Your call goes on while Lanline reconnects.'
        : 'The host is out of reach. Reconnecting…'
    default:
      return undefined
  }
}

function linkSentence(peer: RemotePeer | undefined): string | undefined {
  switch (peer?.state) {
    case 'interrupted':
      return `The connection to ${peer.name} was lost. Reconnecting…`
    case 'unreachable':
      return `${peer.name} cannot be reached. A firewall, or a guest network that keeps devices apart, may be in the way. Still trying…`
    case 'connecting':
      return `Connecting to ${peer.name}…`
    default:
      return undefined
  }
}

import type { RemotePeer } from '../call/call.js'
import type { Kind } from '../call/channel-message.js'
import type { DeviceState } from '../call/local-media.js'
import type { DirectEnding, Goal } from '../state/goal.js'
import type { HostView } from '../state/host-connection.js'
import type { Problem } from '../state/problem.js'
import type { ShareProblem } from '../state/sharing.js'

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
  'room-locked': 'The room is locked.',
  'not-in-room': 'The host no longer has you in the room. Join again.',
  'no-such-peer': 'That person has left.',
  busy: 'That person is in another call.',
  'too-fast': 'That was too much at once. Wait a moment and try again.',
  'origin-not-allowed': 'That host only takes calls from its own page. Open its address in this browser instead.',
  'passcode-required': 'That host asks for a passcode. The person who runs it can tell you.',
  'wrong-passcode': 'That is not the passcode. Check it and try again.',
  'too-many-attempts': 'Too many tries. Wait a minute.',
  removed: 'You were removed from this computer’s calls by the person who runs it.',
  'not-allowed': 'Only whoever sits at the host may do that.',
  'internal-error': 'Something failed that should not have. Try again.',
  'host-unreachable':
    'Nothing answered there. Check the address, that Lanline is open on that machine, and that both are on the same network.',
  'host-silent': 'The host did not answer in time. Try again.',
}

export const sentenceFor = (problem: Problem) => PROBLEMS[problem]

const DEVICE_PROBLEMS: Partial<Record<DeviceState, Record<Kind, string>>> = {
  missing: { audio: 'No microphone was found.', video: 'No camera was found.' },
  refused: { audio: 'The microphone is not allowed.', video: 'The camera is not allowed.' },
  busy: {
    audio: 'The microphone did not start; another program may be using it.',
    video: 'The camera did not start; another program may be using it.',
  },
}

/**
 * What keeps this machine's devices from being seen or heard, and that joining works all the same; undefined if nothing.
 * In the app it is the system that refuses.
 */
export function deviceSentence(audio: DeviceState, video: DeviceState, isApp: boolean): string | undefined {
  const either = audio === video ? audio : undefined
  switch (either) {
    case 'insecure':
      return 'Browsers give a plain http page no camera or microphone. You can join to watch and listen.'
    case 'missing':
      return 'No camera or microphone was found. You can join to watch and listen.'
    case 'refused':
      return `Camera and microphone are not allowed. You can join to watch and listen, or allow them in the ${isApp ? 'system’s settings' : 'browser’s address bar'}.`
  }
  const parts = [problemOf('video', video, isApp), problemOf('audio', audio, isApp)].filter(
    (part) => part !== undefined,
  )
  return parts.length > 0 ? parts.join(' ') : undefined
}

function problemOf(kind: Kind, state: DeviceState, isApp: boolean): string | undefined {
  const problem = DEVICE_PROBLEMS[state]?.[kind]
  if (state !== 'refused') return problem
  return `${problem} Allow it in the ${isApp ? '' : 'browser’s address bar or the '}system’s settings.`
}

const SHARE_PROBLEMS: Record<ShareProblem, string> = {
  refused: 'The system does not let the screen be shared. Allow it under “Screen recording” in the system’s settings.',
  failed: 'Your screen could not be shared. Try again, or choose something else to share.',
}

export const shareSentence = (problem: ShareProblem) => SHARE_PROBLEMS[problem]

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
  if (goal.kind === 'room') return roomEnding(goal.room, why as Problem)
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

function roomEnding(room: string, why: Problem): { headline: string; sentence: string } {
  switch (why) {
    case 'room-full':
      return {
        headline: `${room} is full`,
        sentence: 'Everyone who fits is in there. Wait until someone leaves, or meet in another room.',
      }
    case 'room-locked':
      return {
        headline: `${room} is locked`,
        sentence: 'Those in there want nobody else to come in. Ask them to unlock it, or meet in another room.',
      }
    default:
      return { headline: `You are out of ${room}`, sentence: sentenceFor(why) }
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
    case 'failed':
      return inCall
        ? 'The host does not let you back in. Your call goes on, but nobody new can join you.'
        : 'The host does not let you back in.'
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

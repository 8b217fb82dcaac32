import type { SettingsNotice, UpdateStatus } from '../../common/bridge.js'
import type { IceServerProblem } from '../../common/ice-server.js'
import type { Quality } from '../../common/settings.js'
import type { IceTestResult } from '../call/ice-test.js'
import type { CheckedField } from '../state/settings.js'

const FIELD_PROBLEMS: Record<CheckedField, string> = {
  name: 'A name has at most 40 letters, numbers or signs.',
  port: 'The port is a whole number from 1024 to 65535.',
  allowedOrigins:
    'Each line is the beginning of a page’s address, such as http://192.168.1.9:3000, and nothing after it.',
  updateFeed: 'The address of updates begins with http:// or https://.',
}

export const fieldSentence = (field: CheckedField) => FIELD_PROBLEMS[field]

export const QUALITY_NAMES: Record<Quality, string> = {
  auto: 'Automatic',
  high: 'High: up to 1920 × 1080 and 4 Mbit/s',
  saving: 'Saving: 640 × 360, 15 pictures and half a Mbit a second',
}

/** What became of the settings. */
export function noticeSentence(notice: SettingsNotice): string {
  switch (notice.kind) {
    case 'set-aside':
      return `Your settings could not be read; they were set aside as ${notice.file}.`
    case 'newer':
      return 'Your settings were kept by a newer version of Lanline. What you change holds until you close this one.'
    case 'secrets-lost':
      return 'The passcode or passwords that you had set could not be read, and nobody is asked for them now. Set them again.'
  }
}

/** How the new version of the app stands. */
export function updateSentence({ state, version }: UpdateStatus): string {
  switch (state) {
    case 'available':
      return `Lanline ${version} is available.`
    case 'downloading':
      return `Lanline ${version} is being fetched…`
    case 'downloaded':
      return `Lanline ${version} is installed when you quit.`
    case 'failed':
      return version === undefined
        ? 'That address told of no versions when it was last asked.'
        : `Lanline ${version} could not be fetched.`
  }
}

const SERVER_PROBLEMS: Record<IceServerProblem | 'not-taken', string> = {
  'no-url': 'Type the address of the server, such as stun:192.168.1.5:3478.',
  'bad-scheme': 'The address begins with stun:, stuns:, turn: or turns:, as in stun:192.168.1.5:3478.',
  'has-slashes': 'Leave the two slashes out, as in stun:192.168.1.5:3478.',
  'bad-host': 'After the first colon comes the server’s name or IP address, as in stun:192.168.1.5:3478.',
  'bad-port': 'The port at the end is a number from 1 to 65535, as in stun:192.168.1.5:3478.',
  'stun-query': 'Leave out what follows the question mark; only turn: and turns: addresses have that.',
  'bad-query':
    'After the question mark comes transport=udp or transport=tcp, as in turn:192.168.1.5:3478?transport=tcp.',
  'no-credential': 'A TURN server asks for a user name and a password; fill in both.',
  'too-long': 'An address, a user name and a password have at most 512 letters, numbers or signs each.',
  'not-taken': 'This browser does not take that as the address of a server.',
}

/** What is wrong with a server, and how it would be right. */
export const serverProblemSentence = (problem: IceServerProblem | 'not-taken') => SERVER_PROBLEMS[problem]

/** What asking a server came to. */
export function testSentence(result: IceTestResult): string {
  switch (result.kind) {
    case 'seen':
      return `The server answered and sees you at ${result.address}.`
    case 'seen-as-is':
      return 'The server answered and sees you at your own address: there is no router in between.'
    case 'relay':
      return `The server answered and relays for you from ${result.address}.`
    case 'error':
      return errorSentence(result.code, result.text)
    case 'nothing':
      return 'The server gave no address, and the browser does not say why. It may be out of reach, or see you at your own address.'
    case 'silent':
      return 'The server did not answer within 10 seconds. Check its address and port, and that no firewall is in the way.'
    case 'not-taken':
      return serverProblemSentence('not-taken')
  }
}

/** STUN error codes (RFC 8489, section 14.8; RFC 8656, section 19), and 701 where there was no contact. */
function errorSentence(code: number, text: string): string {
  const detail = text === '' ? `code ${code}` : `code ${code}, “${text}”`
  switch (code) {
    case 401:
    case 403:
    case 441:
      return `The server does not accept the user name and password (${detail}).`
    case 486:
    case 508:
      return `The server answered but has no room for another relay now (${detail}).`
    case 701:
      return `The server could not be reached. Check its address and port (${detail}).`
    default:
      return `The server answered with an error (${detail}).`
  }
}

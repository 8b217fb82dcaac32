import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { RedisLink } from './link.js'
import { ASKED_FOR, ASKS_FOR } from './scripts.js'

/** Stands for no passcode. */
const NONE = 'none'
const KEY_BYTES = 32

const derive = promisify<string, Buffer, number, Buffer>(scrypt)

/**
 * Notes in Redis which passcode the processes of a host ask for, in a form that tells it only to who guesses it, each guess
 * being slow. Gives whether this process was started with a new one.
 */
export async function isNewPasscode(link: RedisLink, passcode: string | undefined): Promise<boolean> {
  const noted = await link.run<string>(ASKED_FOR)
  const isNoted = noted !== '' && (passcode === undefined || (await matches(noted, passcode)))
  if (isNoted) return false
  const note = passcode === undefined ? NONE : await noteOf(passcode, randomBytes(16))
  // Of several that are started at once, and begin the host, one notes it.
  await link.run(ASKS_FOR, note, noted)
  return noted !== ''
}

async function matches(noted: string, passcode: string): Promise<boolean> {
  const [salt = '', key] = noted.split(' ')
  if (key === undefined) return false
  const note = await noteOf(passcode, Buffer.from(salt, 'base64url'))
  return note.length === noted.length && timingSafeEqual(Buffer.from(note), Buffer.from(noted))
}

async function noteOf(passcode: string, salt: Buffer): Promise<string> {
  const key = await derive(passcode.normalize('NFC'), salt, KEY_BYTES)
  return [salt, key].map((bytes) => bytes.toString('base64url')).join(' ')
}

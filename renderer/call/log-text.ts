import { redact, redactPayload } from './redact.js'
import type { Direction, LogEntry } from './signal-log.js'

/** Characters of a summary; it is one line of a list. */
const SUMMARY_LENGTH = 160
/** Parts of an object or a list that a summary looks at. */
const SUMMARY_PARTS = 8

export const DIRECTION_LABEL: Record<Direction, string> = { in: 'in', out: 'out', page: 'page' }

/** Events that carry what people write to each other. */
const CHAT_EVENTS = new Set(['send', 'message'])

export interface LogTextOptions {
  nameOf(id: string): string
  /** Leaves IP addresses, connection secrets and chat in. */
  includesSecrets: boolean
}

/** An entry in a few words, on one line: whom it concerns and what it says. */
export function summaryOf({ direction, peer, payload }: LogEntry, nameOf: (id: string) => string): string {
  const said = summarize(payload)
  const whole =
    peer === undefined ? said : `${said} ${{ in: 'from', out: 'to', page: 'with' }[direction]} ${nameOf(peer)}`
  return whole.replace(/\s+/g, ' ').trim()
}

/** Whether there is more to an entry than its summary tells. */
export const hasDetails = ({ payload }: LogEntry) => typeof payload === 'object' && payload !== null

/** A payload as indented JSON in which the lines of a session description stand below each other. Never throws. */
export function payloadText(payload: unknown): string {
  try {
    const json = JSON.stringify(payload, (_, value) => (value instanceof ArrayBuffer ? binary(value) : value), 2)
    return (json ?? '').split('\n').map(breakLines).join('\n')
  } catch {
    return 'This is nested too deeply to be shown.'
  }
}

/** The log as text, an entry a paragraph, the oldest first. Times are in UTC, so that two people's logs can be compared. */
export function logText(entries: readonly LogEntry[], options: LogTextOptions): string {
  const head = options.includesSecrets
    ? 'Lanline signaling log, with IP addresses, connection secrets and chat.'
    : 'Lanline signaling log. IP addresses, connection secrets and chat are left out.'
  return [head, ...entries.map((entry) => entryText(entry, options))].join('\n\n').concat('\n')
}

function entryText(entry: LogEntry, { nameOf, includesSecrets }: LogTextOptions): string {
  const payload = includesSecrets ? entry.payload : withoutSecrets(entry)
  const shown = { ...entry, payload }
  const line = [new Date(entry.at).toISOString(), entry.direction.padEnd(4), entry.type, summaryOf(shown, nameOf)]
  const text = hasDetails(shown) ? `${line.join('  ')}\n${payloadText(payload)}` : line.join('  ')
  // Once more, for names of events and people, which others chose.
  return includesSecrets ? text : redact(text)
}

function withoutSecrets({ type, payload }: LogEntry): unknown {
  try {
    if (!CHAT_EVENTS.has(type)) return redactPayload(payload)
    return typeof payload === 'string' ? '[hidden]' : redactPayload(payload, ['message'])
  } catch {
    return 'This is nested too deeply to be shown.'
  }
}

/** What a summary looks for; whatever came may have it or not. */
interface Fields {
  readonly description?: unknown
  readonly candidate?: unknown
  readonly type?: unknown
  readonly name?: unknown
}

function summarize(value: unknown): string {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value)
  if (value instanceof ArrayBuffer) return binary(value)
  if (Array.isArray(value)) return cut(value.slice(0, SUMMARY_PARTS).map(summarizePart).join(' '))
  const { description, candidate } = value as Fields
  if (isRecord(description)) return cut(String(description.type))
  if (isRecord(candidate)) return summarizeCandidate(String(candidate.candidate))
  const parts = Object.entries(value).slice(0, SUMMARY_PARTS)
  return cut(parts.map(([name, part]) => `${name}: ${summarizePart(part)}`).join(', '))
}

function summarizePart(value: unknown): string {
  if (Array.isArray(value)) return String(value.length)
  if (!isRecord(value)) return typeof value === 'string' ? cut(value) : String(value)
  return typeof value.name === 'string' ? cut(value.name) : '{…}'
}

/** Such as "candidate host udp 192.168.1.5" (RFC 8839, section 5.1). */
function summarizeCandidate(line: string): string {
  const [, , transport, , address, , , type] = line.split(' ', 8)
  return cut(type === undefined ? 'candidate' : `candidate ${type} ${transport} ${address}`)
}

/** Writes the line breaks in a line of JSON as line breaks, indented below where they stand. */
function breakLines(line: string): string {
  const indent = `\n${' '.repeat(line.search(/\S|$/) + 2)}`
  // A backslash of the text itself comes as two and is passed over, so that its neighbour is not taken for a break.
  return line.replace(/\\\\|(?:\\r)?\\n/g, (found) => (found === '\\\\' ? found : indent))
}

const binary = (value: ArrayBuffer) => `[${value.byteLength} bytes]`
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const cut = (text: string) => (text.length > SUMMARY_LENGTH ? `${text.slice(0, SUMMARY_LENGTH)}…` : text)

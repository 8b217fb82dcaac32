import { language } from '../state/language.js'

/** In the words of the page's language, by the clock that the person is used to. */
const CLOCK: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hour12: new Intl.DateTimeFormat([], { hour: 'numeric' }).resolvedOptions().hour12 ?? false,
}

/** When something was, in milliseconds since 1970, as a clock shows it. */
export const timeOf = (at: number) => new Date(at).toLocaleTimeString(language.value, CLOCK)

/** How long something took, as a stopwatch shows it: 12:04, or 1:12:04. */
export function durationOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const pad = (count: number) => String(count).padStart(2, '0')
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

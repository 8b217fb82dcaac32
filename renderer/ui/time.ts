import { language } from '../state/language.js'

/** In the words of the page's language, by the clock that the person is used to. */
const CLOCK: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hour12: new Intl.DateTimeFormat([], { hour: 'numeric' }).resolvedOptions().hour12 ?? false,
}

/** When something was, in milliseconds since 1970, as a clock shows it. */
export const timeOf = (at: number) => new Date(at).toLocaleTimeString(language.value, CLOCK)

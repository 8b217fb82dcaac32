import { useRingtone } from './ringtone.js'

/** What a caller hears until somebody answers. */
export function RingingTone() {
  useRingtone('outgoing')
  return null
}

import { blockEnd, type Offer } from '../../../common/files.js'
import type { FileItem } from '../../state/files/files.js'
import { language, t } from '../../state/language.js'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Such as 3.2 MB, by thousands, as the unit says; bytes in full, since their short name has no plural in English. */
export function sizeOf(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  if (step === 0) return inUnit(bytes, 'byte', 0, 'long')
  return inUnit(bytes / 1_000 ** step, UNITS[step] ?? 'byte', 1)
}

/** Such as 3.2 MB/s. */
export function rateOf(perSecond: number): string {
  const step = Math.min(3, Math.max(1, Math.floor(Math.log10(Math.max(1, perSecond)) / 3)))
  return inUnit(perSecond / 1_000 ** step, `${UNITS[step] ?? 'megabyte'}-per-second`, 1)
}

/** Such as 40 s, 2 min or 3 h: of what nobody knows exactly. */
export function about(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  if (seconds < 60) return inUnit(seconds, 'second', 0)
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? inUnit(minutes, 'minute', 0) : inUnit(Math.round(minutes / 60), 'hour', 0)
}

export const percentOf = (part: number) =>
  new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 0 }).format(part)

/** What an offer is called: a file by its name, a set also by how many files it has. */
export function titleOf({ name, set }: Offer): string {
  if (!set) return name
  return name === '' ? t('files/several', { count: set.files }) : t('files/set', { folder: name, count: set.files })
}

/** Such as PDF; the media type where the name says nothing. A set is of no kind. */
export function kindOf({ name, kind, set }: Offer): string {
  if (set) return ''
  const [, extension] = /\.(\w{1,8})$/u.exec(name) ?? []
  return extension?.toUpperCase() ?? kind
}

/** How much of a file is done, in bytes. Of what waits for the disk here the next block alone counts. */
export function doneOf({ file, isOwn }: FileItem): number {
  if (isOwn) return file.state.value.sent
  const { received, verified, offer } = file.state.value
  return Math.min(received, blockEnd(verified, offer.size))
}

/** How a file is doing, or how it ended. */
export function stateOf(item: FileItem): string {
  const { party, isOwn } = item
  const name = party.name.value
  const state = item.file.state.value
  if (state.ending) return endingOf(item)
  if ('isMissing' in state && state.isMissing) return t('files/missing')
  if (state.phase === 'offered') return isOwn ? t('files/waiting-answer') : ''
  const isLinked = party.isReached.value && ('isLinked' in state ? state.isLinked : state.isFlowing)
  if (state.phase === 'finishing') return t('files/saving')
  if (!isLinked) return t('files/waiting-link')
  if (state.phase === 'queued') return t('files/waiting-turn')
  if (state.isPausedHere) return t('files/paused')
  return state.isPausedThere ? t('files/paused-by', { name }) : ''
}

function endingOf(item: FileItem): string {
  const name = item.party.name.value
  const { ending } = item.file.state.value
  if (!ending) return ''
  const { why, by } = ending
  if (why === 'saved')
    return item.isOwn
      ? t('files/sent')
      : t('files/saved', { file: item.file.saved.value?.name ?? titleOf(item.file.offer) })
  if (why === 'damaged' || why === 'broken') return t(`files/${why}`)
  if (why === 'too-many') return t('files/too-many', { name })
  if (why === 'left' || why === 'unreached' || why === 'unheard' || why === 'dropped')
    return t(`files/${why}-there`, { name })
  return by === 'here' ? t(`files/${why}-here`) : t(`files/${why}-there`, { name })
}

const inUnit = (value: number, unit: string, digits: number, unitDisplay: 'short' | 'long' = 'short') =>
  new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: digits,
  }).format(value)

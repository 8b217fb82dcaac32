/** The keys of an application's entry (Desktop Entry Specification 1.5, section 6), and those that are lists. */
const KEYS = ['Type', 'Name', 'Comment', 'Exec', 'Icon', 'Terminal', 'StartupWMClass', 'StartupNotify', 'TryExec']
const LISTS = ['Categories', 'Keywords', 'MimeType', 'Actions']
const LOCALIZED = ['Name', 'Comment', 'Keywords', 'GenericName']
const REQUIRED = ['Type', 'Name', 'Exec']
const EXTENSION = /^X-[A-Za-z0-9-]+$/
const LINE = /^([A-Za-z0-9-]+)(?:\[([a-z]{2,3}(?:_[A-Z]{2})?)\])?=(\S.*)$/
const GROUP = /^\[(Desktop Entry|Desktop Action [a-z-]+)\]$/

/**
 * Reads a desktop entry by its group, as strictly as `desktop-file-validate` does. Throws where it is another.
 */
export function readDesktopEntry(text: string): Record<string, Record<string, string>> {
  const groups: Record<string, Record<string, string>> = {}
  let group: Record<string, string> | undefined
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const name = GROUP.exec(line)?.[1]
    if (name !== undefined) {
      if (name in groups) throw new Error(`There twice: ${line}`)
      group = groups[name] = {}
      continue
    }
    const [, key = '', language, value = ''] = LINE.exec(line) ?? []
    const full = language ? `${key}[${language}]` : key
    if (!group || full in group) throw new Error(`In no group, not a key, or there twice: ${line}`)
    check(line, key, value, language)
    group[full] = value
  }
  const missing = REQUIRED.filter((key) => !(key in (groups['Desktop Entry'] ?? {})))
  if (missing.length > 0) throw new Error(`Missing: ${missing}`)
  return groups
}

function check(line: string, key: string, value: string, language: string | undefined): void {
  if (![...KEYS, ...LISTS].includes(key) && !EXTENSION.test(key)) throw new Error(`No key of an entry: ${line}`)
  if (language && !LOCALIZED.includes(key)) throw new Error(`Not for translation: ${line}`)
  if (LISTS.includes(key) && !value.endsWith(';')) throw new Error(`A list that does not end: ${line}`)
  if (key === 'Terminal' && !/^(true|false)$/.test(value)) throw new Error(`Neither true nor false: ${line}`)
  // At most one field code that stands for files or URLs, by itself.
  if (key === 'Exec' && (value.match(/%[fFuU]/g) ?? []).length > 1) throw new Error(`Too many field codes: ${line}`)
}

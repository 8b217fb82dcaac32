import { bytesOf, numbered, safeFileName } from './file-name.js'

/** The longest path, in bytes of UTF-8: macOS takes 1,024, and the folder for downloads and numbers come to it. */
const MAX_BYTES = 700
/** What is deeper loses its uppermost folders. */
const MAX_DEPTH = 24

/**
 * Paths below one folder under which files of a stranger can be written on Windows, macOS and Linux, with `/` between
 * their names: one for each that was given, in that order. No two are the same, also where capitals count for nothing, and none
 * is a folder of another that is a file. What ends in `/` is a folder, and comes out without it.
 */
export function safePaths(given: readonly string[]): string[] {
  const taken = new Set<string>()
  const folders = new Map<string, string>()
  const free = (folder: string, name: string) => {
    for (let number = 0; ; number++) {
      const path = folder + (number === 0 ? name : numbered(name, number))
      const key = path.toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return path
    }
  }
  const folderOf = (names: readonly string[]): string => {
    if (names.length === 0) return ''
    const key = names.join('/')
    const folder = folders.get(key) ?? `${free(folderOf(names.slice(0, -1)), names.at(-1) ?? '')}/`
    folders.set(key, folder)
    return folder
  }
  return given.map((path) => {
    const names = safeNames(path)
    if (path.endsWith('/')) return folderOf(names).slice(0, -1)
    return free(folderOf(names.slice(0, -1)), names.at(-1) ?? '')
  })
}

/** At least one. */
function safeNames(path: string): string[] {
  const parts = path.split(/[/\\]/).filter((part) => !/^[.\s]*$/.test(part))
  const names = (parts.length === 0 ? [''] : parts.slice(-MAX_DEPTH)).map((part) => safeFileName(part))
  if (bytesOf(names.join('/')) <= MAX_BYTES) return names
  const each = Math.floor(MAX_BYTES / names.length) - 1
  return names.map((name) => safeFileName(name, undefined, each))
}

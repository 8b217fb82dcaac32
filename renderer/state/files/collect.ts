import { packList, type SetEntry } from '../../../common/file-set.js'
import { FILE_LIMITS, type FileSet } from '../../../common/files.js'

/** What is offered as one: a file, or the list of several and then they themselves, of which the browser reads each when its turn comes. */
export interface Sendable {
  readonly file: File
  readonly set?: FileSet
}

/** A file below what was chosen, or a folder with nothing in it, whose path ends in `/`. */
export interface Found {
  readonly path: string
  readonly file?: File
}

/** What a person has dropped, all of it. Has to be called while the event is dealt with: the browser forgets it then. */
export function collectDropped({ items }: DataTransfer): Promise<Found[]> {
  const found: Found[] = []
  const entries = [...items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    // What is pasted, or made by a page, is of no disk.
    const file = item.kind === 'file' && !entry ? item.getAsFile() : null
    if (file) found.push({ path: file.name, file })
    return entry ?? []
  })
  return walk(entries, '', found)
}

/** What a person has chosen: files, or a folder, of which the browser tells the files alone. */
export const collectChosen = (files: Iterable<File>): Found[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** As what these are offered: one file as itself, all else as a set. Undefined where it is too much for one, or nothing. */
export function toSend(found: readonly Found[]): Sendable | undefined {
  const [first] = found
  if (found.length === 1 && first?.file && !first.path.includes('/')) return within({ file: first.file })
  const name = commonFolder(found)
  const entries = found.map(
    ({ path, file }): SetEntry => [path.slice(name.length + Number(name !== '')), file?.size ?? 0],
  )
  const list = packList(entries.filter(([path]) => path !== ''))
  const files = found.flatMap(({ file }) => file ?? [])
  if (found.length === 0 || !list) return undefined
  return within({ file: new File([list, ...files], name), set: { files: files.length, list: list.length } })
}

const within = (sendable: Sendable) => (sendable.file.size <= FILE_LIMITS.size ? sendable : undefined)

/** The folder that all of it is in; empty where there is more than one, or none. */
function commonFolder(found: readonly Found[]): string {
  const [name = ''] = found[0]?.path.split('/') ?? []
  return found.every(({ path }) => path.startsWith(`${name}/`)) ? name : ''
}

/** More than fits in a set is not looked for. */
async function walk(entries: readonly FileSystemEntry[], folder: string, found: Found[]): Promise<Found[]> {
  for (const entry of entries) {
    if (found.length > FILE_LIMITS.setEntries) break
    const path = folder + entry.name
    if (entry.isFile) found.push({ path, file: await fileOf(entry as FileSystemFileEntry) })
    else await walkFolder(entry as FileSystemDirectoryEntry, `${path}/`, found)
  }
  return found
}

async function walkFolder(entry: FileSystemDirectoryEntry, path: string, found: Found[]): Promise<void> {
  const inside = await allIn(entry.createReader())
  if (inside.length === 0) found.push({ path })
  await walk(inside, path, found)
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

/** Browsers give them by the hundred. */
async function allIn(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

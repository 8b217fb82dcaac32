import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// docs/architecture.md has a map of the folders; here it is compared with those that there are.

const [, map = ''] = /## The house\n\n```text\n([^`]+)```/.exec(readFileSync('docs/architecture.md', 'utf8')) ?? []

/** The folders that the map names, each with those around it; two spaces further in is one folder further in. */
function mapped(): string[] {
  const around: string[] = []
  return [...map.matchAll(/^( *)([\w-]+)\/(?: |$)/gm)].map(([, indent = '', name = '']) => {
    around.splice(indent.length / 2, around.length, name)
    return around.join('/')
  })
}

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
const allIn = (folder: string): string[] => foldersIn(folder).flatMap((inside) => [inside, ...allIn(inside)])

/** What is in these is one thing many times: a language each, pictures. */
const isAlike = (folder: string) => /^(common\/locales|renderer\/public)\//.test(folder)

const SOURCE = ['common', 'main', 'preload', 'renderer']
const source = SOURCE.flatMap((folder) => [folder, ...allIn(folder)]).filter((folder) => !isAlike(folder))
const around = ['test', 'tools'].flatMap((folder) => [folder, ...foldersIn(folder)])

test('the map names every folder of the source, every one of tests and tools, and none that is not there', () => {
  expect(mapped().toSorted()).toEqual([...source, ...around].toSorted())
})

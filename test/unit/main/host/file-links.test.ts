import { beforeEach, describe, expect, test } from 'vitest'
import { FILE_LINKS, type FileLinkChange, FileLinks } from '../../../../main/host/file-links.js'

let links: FileLinks
beforeEach(() => {
  links = new FileLinks()
  for (const id of ['ann', 'bob']) links.setTaking(id, true)
})

test('two people are linked once the one who was asked wants the file, and until either ends it', () => {
  expect(links.ask('ann', 'bob', 1)).toBeUndefined()
  expect(links.areLinked('ann', 'bob')).toBe(false)
  expect(links.accept('bob', 'ann', 1)).toBe(true)
  expect([links.areLinked('ann', 'bob'), links.areLinked('bob', 'ann')]).toEqual([true, true])
  expect(links.end('ann', 'bob', 1)).toBe(true)
  expect([links.areLinked('ann', 'bob'), links.areLinked('bob', 'ann')]).toEqual([false, false])
})

describe('nobody is asked', () => {
  test('whose page takes no files, or takes none any more', () => {
    expect(links.ask('ann', 'cem', 1)).toBe('no-such-peer')
    links.setTaking('bob', false)
    expect(links.ask('ann', 'bob', 1)).toBe('no-such-peer')
  })

  test('by themselves', () => {
    expect(links.ask('ann', 'ann', 1)).toBe('no-such-peer')
  })

  test('who asks, was asked about another file, or is linked to whoever asks', () => {
    links.ask('ann', 'bob', 1)
    expect(links.ask('ann', 'bob', 2)).toBe('busy')
    expect(links.ask('bob', 'ann', 3)).toBe('busy')
    links.accept('bob', 'ann', 1)
    expect(links.ask('bob', 'ann', 3)).toBe('busy')
  })

  test('by more people than there may be, nor are more asked by one', () => {
    for (let index = 0; index < FILE_LINKS; index++) expect(links.ask(`p${index}`, 'bob', 1)).toBeUndefined()
    expect(links.ask('ann', 'bob', 1)).toBe('busy')
    links.end('p0', 'bob', 1)
    expect(links.ask('ann', 'bob', 1)).toBeUndefined()
    for (let index = 1; index < FILE_LINKS; index++) {
      links.setTaking(`p${index}`, true)
      expect(links.ask('ann', `p${index}`, 1)).toBeUndefined()
    }
    links.setTaking('p0', true)
    expect(links.ask('ann', 'p0', 1)).toBe('busy')
  })
})

test('who asks again changes nothing', () => {
  const changes: FileLinkChange[] = []
  links.on('changed', (change) => changes.push(change))
  expect([links.ask('ann', 'bob', 1), links.ask('ann', 'bob', 1)]).toEqual([undefined, undefined])
  expect(changes).toHaveLength(1)
})

test('nobody accepts what they were not asked about, or have offered themselves', () => {
  expect(links.accept('bob', 'ann', 1)).toBe(false)
  links.ask('ann', 'bob', 1)
  expect([links.accept('ann', 'bob', 1), links.accept('bob', 'ann', 2), links.accept('cem', 'ann', 1)]).toEqual([
    false,
    false,
    false,
  ])
})

test('what is said of an earlier offer ends no later one', () => {
  links.ask('ann', 'bob', 1)
  links.end('ann', 'bob', 1)
  links.ask('ann', 'bob', 2)
  expect([links.end('bob', 'ann', 1), links.accept('bob', 'ann', 2)]).toEqual([false, true])
})

test('whoever goes has nothing to do with anyone any more', () => {
  links.setTaking('cem', true)
  links.ask('ann', 'bob', 1)
  links.accept('bob', 'ann', 1)
  links.ask('cem', 'ann', 2)
  expect(links.endAll('ann')).toEqual([
    { other: 'bob', offer: 1 },
    { other: 'cem', offer: 2 },
  ])
  expect([links.areLinked('bob', 'ann'), links.end('cem', 'ann', 2)]).toEqual([false, false])
})

test('another process that hears of it knows the same', () => {
  const elsewhere = new FileLinks()
  links.on('taking', ({ id, takes }) => elsewhere.hearTaking(id, takes))
  links.on('changed', (change) => elsewhere.hear(change))
  links.setTaking('cem', true)
  links.ask('ann', 'cem', 1)
  expect([elsewhere.takes('cem'), elsewhere.accept('cem', 'ann', 1), elsewhere.areLinked('ann', 'cem')]).toEqual([
    true,
    true,
    true,
  ])
})

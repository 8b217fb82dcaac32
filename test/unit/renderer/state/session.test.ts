import '../../../helpers/page-globals.js'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Sessions } from '../../../../renderer/state/session.js'
import { closeBroadcastChannels } from '../../../helpers/broadcast-channels.js'

const HOST = 'http://192.168.1.5:8080'

/** The storage of one tab. */
let kept: Map<string, string>
/** What a page of the tab does when it goes. */
let goodbyes: (() => void)[]

beforeEach(() => {
  kept = new Map()
  goodbyes = []
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.mocked(addEventListener).mockImplementation((_type, listener) => void goodbyes.push(listener as () => void))
  closeBroadcastChannels()
})

/** Opens a page in the tab. */
async function open(): Promise<Sessions> {
  const sessions = new Sessions()
  await sessions.ready
  return sessions
}

describe('a session', () => {
  test('is one for each host', async () => {
    const sessions = await open()
    expect(sessions.of(HOST)).toMatch(/^[0-9a-f]{32}$/)
    expect(sessions.of(HOST)).toBe(sessions.of(HOST))
    expect(sessions.of('http://192.168.1.6:8080')).not.toBe(sessions.of(HOST))
  })

  test('is the same after a reload', async () => {
    const before = (await open()).of(HOST)
    for (const goodbye of goodbyes) goodbye()
    expect((await open()).of(HOST)).toBe(before)
  })

  test('is another in a copy of the tab, and the copy’s own from then on', async () => {
    const before = (await open()).of(HOST)
    const copy = await open()
    expect(copy.isCopy).toBe(true)
    const ofCopy = copy.of(HOST)
    expect(ofCopy).not.toBe(before)
    for (const goodbye of goodbyes) goodbye()
    expect((await open()).of(HOST)).toBe(ofCopy)
  })

  test('is the same after a crash, of which no page is left that answers', async () => {
    const Answering = BroadcastChannel
    vi.stubGlobal('BroadcastChannel', undefined)
    const before = (await open()).of(HOST)
    vi.stubGlobal('BroadcastChannel', Answering)
    const after = await open()
    expect(after.isCopy).toBe(false)
    expect(after.of(HOST)).toBe(before)
  })
  test('goes to another page, and this one has it no more, not even after a reload', async () => {
    const sessions = await open()
    const before = sessions.of(HOST)
    const given = sessions.give(HOST)
    expect(given).toBe(before)
    for (const goodbye of goodbyes) goodbye()
    const after = await open()
    expect(after.of(HOST)).not.toBe(before)
    after.adopt(HOST, given)
    expect(after.of(HOST)).toBe(before)
  })
})

import '../../../helpers/page-globals.js'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
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

  test('is kept for the next start of the app, which takes it once, and for no other', async () => {
    const [local, tab] = [new Map<string, string>(), kept]
    const areaOf = (map: Map<string, string>) => ({
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => map.set(key, value),
      removeItem: (key: string) => map.delete(key),
    })
    vi.stubGlobal('localStorage', areaOf(local))
    onTestFinished(() => void vi.unstubAllGlobals())
    /** As windows are that know nothing of those before. */
    const startAnew = () => {
      vi.stubGlobal('sessionStorage', areaOf(new Map()))
      return open()
    }
    const first = await open()
    const session = first.of(HOST)
    const other = first.of('http://192.168.1.6:8080')
    expect(local.size).toBe(0)
    first.keepForNextStart(HOST)
    const second = await startAnew()
    expect(second.of(HOST)).toBe(session)
    expect(second.of('http://192.168.1.6:8080')).not.toBe(other)
    expect(local.size).toBe(0)
    for (const goodbye of goodbyes) goodbye()
    expect((await open()).of(HOST)).toBe(session)
    expect((await startAnew()).of(HOST)).not.toBe(session)
    vi.stubGlobal('sessionStorage', areaOf(tab))
    first.keepForNextStart(HOST)
    first.keepForNextStart()
    expect((await startAnew()).of(HOST)).not.toBe(session)
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

import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals-core'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Goal, Screen } from '../../../../renderer/state/goal.js'
import { OtherTabs, type Page } from '../../../../renderer/state/other-tabs.js'
import type { Sessions } from '../../../../renderer/state/session.js'
import { TabWatch } from '../../../../renderer/state/tab-watch.js'
import { closeBroadcastChannels } from '../../../helpers/broadcast-channels.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

const ORIGIN = 'http://192.168.1.5:8080'
const ROOM = { kind: 'room', room: 'standup' } as const

/** The pages that have crashed, and answer nothing any more. */
const crashed = new Set<string>()

beforeEach(() => {
  crashed.clear()
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('reportError', vi.fn())
  closeBroadcastChannels()
})

const put = <T>(place: { value: T }, value: T): void => {
  place.value = value
}

/** A page of the browser, which enters whatever room it is told to. */
function open(owner: string, name = 'Ann') {
  const screen = signal<Screen>({ kind: 'start' })
  const session = { value: `session of ${owner}` }
  const device = (isWanted: boolean) => {
    const wanted = signal(isWanted)
    return { wanted, turn: async (isOn: boolean) => put(wanted, isOn) }
  }
  const devices = { microphone: device(true), camera: device(true), rest: vi.fn(), start: vi.fn() }
  const calling = { screen, isAfterMove: false, closePage: (next: Screen) => put(screen, next) }
  const host = { view: signal({ origin: ORIGIN }), close: vi.fn() }
  const page = {
    ...{ calling, host, devices, name: signal(name), retryHost: vi.fn() },
    enter: async (goal: Goal) => put(screen, { kind: 'call', goal }),
    leave: () => put(screen, { kind: 'start' }),
  }
  const sessions = {
    owner,
    isThere: async (other: string) => !crashed.has(other),
    adopt: (_origin: string, other: string) => put(session, other),
    give: () => session.value,
  }
  const known = { page: page as unknown as Page, sessions: sessions as unknown as Sessions }
  const tabs = new OtherTabs(known.page, known.sessions)
  return { ...page, ...known, tabs, session, screenKind: () => screen.value.kind }
}

test('a room that no other tab is in is asked nothing of', async () => {
  const [first, second] = [open('first'), open('second')]
  expect(await second.tabs.ask(ROOM)).toBe(false)
  await first.enter({ kind: 'room', room: 'lunch' })
  expect(await second.tabs.ask(ROOM)).toBe(false)
})

test('under another name, or at another host, two tabs are two people', async () => {
  const [first, bob, away] = [open('first'), open('second', 'Bob'), open('third')]
  await first.enter(ROOM)
  away.host.view.value = { origin: 'http://192.168.1.6:8080' }
  expect(await bob.tabs.ask(ROOM)).toBe(false)
  expect(await away.tabs.ask(ROOM)).toBe(false)
})

test('the call moves with its session, muted as it was, and the first tab leaves the host', async () => {
  const [first, second] = [open('first'), open('second')]
  await first.enter(ROOM)
  await first.devices.microphone.turn(false)
  expect(await second.tabs.ask(ROOM)).toBe(true)
  expect(second.screenKind()).toBe('start')
  await second.tabs.continueHere()
  expect(second.tabs.request.value).toBeUndefined()
  expect(second.screenKind()).toBe('call')
  expect(second.session.value).toBe('session of first')
  expect(second.calling.isAfterMove).toBe(true)
  expect([second.devices.microphone.wanted.value, second.devices.camera.wanted.value]).toEqual([false, true])
  expect(first.screenKind()).toBe('elsewhere')
  expect(first.host.close).toHaveBeenCalledOnce()
  expect(first.devices.rest).toHaveBeenCalledOnce()
})

test('and back, as often as the person likes', async () => {
  const [first, second] = [open('first'), open('second')]
  await first.enter(ROOM)
  await second.tabs.ask(ROOM)
  await second.tabs.continueHere()
  await first.tabs.bringBack(ROOM)
  expect([first.screenKind(), second.screenKind()]).toEqual(['call', 'elsewhere'])
  expect(first.session.value).toBe('session of first')
  await second.tabs.bringBack(ROOM)
  expect([first.screenKind(), second.screenKind()]).toEqual(['elsewhere', 'call'])
})

test('where the other tab has left the call meanwhile, it is joined anew', async () => {
  const [first, second] = [open('first'), open('second')]
  await first.enter(ROOM)
  await second.tabs.ask(ROOM)
  await second.tabs.continueHere()
  second.leave()
  await first.tabs.bringBack(ROOM)
  expect([first.screenKind(), second.screenKind()]).toEqual(['call', 'start'])
  expect(first.calling.isAfterMove).toBe(false)
})

test('a page that crashed in a call is in nobody’s way, and forgotten', async () => {
  const [first, second] = [open('first'), open('second')]
  await first.enter(ROOM)
  crashed.add('first')
  expect(await second.tabs.ask(ROOM)).toBe(false)
  crashed.clear()
  expect(await second.tabs.ask(ROOM)).toBe(false)
})

test('whoever wants it is there twice', async () => {
  const [first, second] = [open('first'), open('second')]
  await first.enter(ROOM)
  await second.tabs.ask(ROOM)
  await second.tabs.joinBeside()
  expect([first.screenKind(), second.screenKind()]).toEqual(['call', 'call'])
  expect(second.session.value).toBe('session of second')
})

test('what another program keeps in the same place is no call', async () => {
  localStorage.setItem('lanline.calls', '{"page":')
  expect(await open('first').tabs.ask(ROOM)).toBe(false)
  localStorage.setItem('lanline.calls', '[{"page":1}]')
  expect(await open('second').tabs.ask(ROOM)).toBe(false)
})

test('what looks after other tabs is fetched once there is a call in one, and asks then', async () => {
  const [first, second] = [open('first'), open('second')]
  const watch = new TabWatch(second.page, second.sessions)
  watch.start()
  expect(await watch.asksAbout(ROOM)).toBe(false)
  expect(watch.tabs.value).toBeUndefined()
  await first.enter(ROOM)
  expect(await watch.asksAbout({ ...ROOM, room: 'lunch' })).toBe(false)
  expect(await watch.asksAbout(ROOM)).toBe(true)
  expect(watch.tabs.value?.request.value).toEqual(ROOM)
})

test('a page that goes into a call itself looks after other tabs from then on', async () => {
  const { page, sessions, enter } = open('first')
  const watch = new TabWatch(page, sessions)
  watch.start()
  await enter(ROOM)
  await vi.waitFor(() => expect(watch.tabs.value).toBeDefined())
})

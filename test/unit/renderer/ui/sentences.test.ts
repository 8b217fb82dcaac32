import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { HostView } from '../../../../renderer/state/host-connection.js'
import { speak } from '../../../../renderer/state/language.js'
import { callStatus } from '../../../../renderer/ui/sentences.js'

const ROOM = { kind: 'room', room: 'standup' } as const
const BOB = { name: signal('Bob'), state: signal('connected') } as unknown as RemotePeer
const said = (view: Omit<HostView, 'origin'>) =>
  callStatus(ROOM, { origin: 'http://192.168.1.2:8080', ...view }, [BOB], undefined)

test('where a host is gone, it is said whether newcomers join elsewhere', async () => {
  await speak('en', [])
  const gone = { isNews: true, isTimed: true, sentence: expect.stringContaining('nobody new can join') }
  expect(said({ state: 'reconnecting', isGone: true })).toEqual(gone)
  expect(said({ state: 'closed-by-host' })).toEqual(gone)
  const successor = { name: 'Bob', address: '192.168.1.5:8080' }
  const sentence = 'Your call goes on. New people join at the computer of Bob, 192.168.1.5:8080.'
  const elsewhere = { isNews: true, isTimed: false, sentence }
  expect(said({ state: 'reconnecting', isGone: true, successor })).toEqual(elsewhere)
  expect(said({ state: 'closed-by-host', successor })).toEqual(elsewhere)
  expect(said({ state: 'connected' })).toEqual({ isNews: false, sentence: 'In a call with Bob.' })
})

test('for how long a host is lost is told from the start, where it keeps anyone from coming in', async () => {
  await speak('en', [])
  const { isTimed, sentence } = said({ state: 'reconnecting' })
  expect([isTimed, sentence]).toEqual([true, expect.stringContaining('The host is out of reach.')])
  expect(said({ state: 'failed' }).isTimed).toBe(false)
})

test('a device is said to have lost the network only where it has', async () => {
  await speak('en', [])
  onTestFinished(() => void vi.unstubAllGlobals())
  const lost = { ...BOB, state: signal('interrupted') } as unknown as RemotePeer
  const said = (state: HostView['state'], onLine: boolean) => {
    vi.stubGlobal('navigator', { onLine })
    return callStatus(ROOM, { origin: 'http://192.168.1.2:8080', state }, [lost], undefined).sentence
  }
  expect(said('reconnecting', false)).toBe('This device has lost the network. Your call goes on when it is back.')
  const sentence = 'Neither the host nor anyone in the call can be reached. Still trying…'
  expect(said('reconnecting', true)).toBe(sentence)
  // The host is reached, and so is the network.
  expect(said('connected', true)).toContain('Bob')
})

import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../../../renderer/state/app.js'
import type { CallNews } from '../../../../renderer/state/calling.js'
import { CallSounds } from '../../../../renderer/ui/CallSounds.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

const sound = vi.hoisted(() => vi.fn())
vi.mock('../../../../renderer/ui/tones.js', () => ({ sound }))

const news = signal<CallNews | undefined>(undefined)
const isOn = signal(true)
const person = { callSounds: true }
let close: ReturnType<typeof vi.fn>

beforeEach(() => {
  news.value = undefined
  isOn.value = true
  person.callSounds = true
  sound.mockClear()
  close = vi.fn(async () => {})
  vi.stubGlobal(
    'AudioContext',
    class {
      resume = async () => {}
      close = close
    },
  )
})

/** Has the sounds of a call made until the test is over, or until what comes back is called. */
async function listen(): Promise<() => void> {
  const root = fakeDocument()
  const devices = { isOn: () => isOn.value, speaker: signal('') }
  const app = { calling: { news }, deviceControls: devices, store: { person } } as unknown as App
  await act(() => render(h(CallSounds, { app }), root))
  const end = () => render(null, root)
  onTestFinished(end)
  return end
}

/** The frequencies of what is heard once this has happened. */
async function heard(happen: () => void): Promise<number[][]> {
  sound.mockClear()
  happen()
  await settled()
  return sound.mock.calls.map(([, { frequencies }]) => frequencies)
}

test('who comes, who goes, a message and one’s own microphone sound each in its own way', async () => {
  await listen()
  expect(sound).not.toHaveBeenCalled()
  const each = [
    await heard(() => (news.value = { kind: 'came', name: 'Bob' })),
    await heard(() => (news.value = { kind: 'message', from: 'bob', author: 'Bob', text: 'hello' })),
    await heard(() => (isOn.value = false)),
    await heard(() => (isOn.value = true)),
    await heard(() => (news.value = { kind: 'left', name: 'Bob' })),
  ]
  for (const tones of each) expect(tones).toHaveLength(1)
  expect(new Set(each.map(String)).size).toBe(each.length)
  expect(await heard(() => (news.value = { kind: 'left', name: 'Cem' }))).toEqual(each.at(-1))
})

test('one switch turns all of them off, and on again in the same call', async () => {
  await listen()
  person.callSounds = false
  expect(await heard(() => (news.value = { kind: 'came', name: 'Bob' }))).toEqual([])
  expect(await heard(() => (isOn.value = false))).toEqual([])
  person.callSounds = true
  expect(await heard(() => (news.value = { kind: 'message', from: 'bob', author: 'Bob', text: 'hello' }))).toHaveLength(
    1,
  )
})

test('after the call nothing sounds, and the loudspeaker is let go', async () => {
  const end = await listen()
  await heard(() => (news.value = { kind: 'came', name: 'Bob' }))
  end()
  // Preact lets go of what is shown no more a moment later.
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce())
  expect(await heard(() => (news.value = { kind: 'left', name: 'Bob' }))).toEqual([])
})

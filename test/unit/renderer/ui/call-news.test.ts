import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals'
import { h, render } from 'preact'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../../../renderer/state/app.js'
import { CallNews } from '../../../../renderer/ui/CallNews.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

beforeAll(speakEnglish)

const drawn = vi.hoisted(() => vi.fn())
vi.mock('../../../../renderer/ui/Avatar.js', () => ({
  Avatar: (props: object) => {
    drawn(props)
    return null
  },
}))
vi.mock('../../../../renderer/ui/DeviceNews.js', () => ({ DeviceNews: () => null }))
vi.mock('../../../../renderer/ui/files/parts.js', () => ({ FileNews: () => null }))

test('a message has the color of who wrote it, also where somebody else has their name', () => {
  const message = { kind: 'message', from: 'second', author: 'Kim', text: 'hello' }
  const people = ['first', 'second'].map((id) => ({ id, name: signal('Kim') }))
  const app = {
    calling: { peers: signal(people) },
    callView: {
      passage: { value: signal(undefined) },
      message: { value: signal(message) },
      isTalkingMuted: signal(false),
      sharesRoomWith: signal(undefined),
    },
    deviceControls: {},
    store: { inApp: signal(undefined) },
  } as unknown as App
  const root = fakeDocument()
  render(h(CallNews, { app }), root)
  onTestFinished(() => render(null, root))
  expect(drawn).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'second', name: 'Kim' }))
})

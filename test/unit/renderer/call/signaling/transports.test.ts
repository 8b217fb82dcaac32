import { expect, test } from 'vitest'
import { socketTo } from '../../../../../renderer/call/signaling/transports.js'

/** As measured in Chromium, in round trips of 600 ms: to connect, TLS, the question and its answer. */
const OPENS_AFTER_MS = { plain: 2 * 600, secure: 5 * 600 }

const optionsFor = (origin: string) => socketTo(origin, '/', {}).io.opts

test('a WebSocket over a long way is waited for, over TLS too', () => {
  expect(optionsFor('http://192.168.1.5:8080').timeout).toBeGreaterThan(OPENS_AFTER_MS.plain)
  expect(optionsFor('https://192.168.1.5:8443').timeout).toBeGreaterThan(OPENS_AFTER_MS.secure)
})

test('one that gets no answer is given up after two seconds in the clear, where boxes in between can read what is asked', () => {
  expect(optionsFor('http://192.168.1.5:8080')).toMatchObject({
    timeout: 2_000,
    transports: ['websocket', 'polling'],
  })
})

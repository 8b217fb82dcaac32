import '../../../../helpers/page-globals.js'
import { signal } from '@preact/signals'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { AnsweredPerson, Proof } from '../../../../../common/auto-answer.js'
import type { IncomingCall } from '../../../../../common/ring.js'
import { answerByItself } from '../../../../../renderer/state/auto-answer/auto-answer.js'
import { prove, tagFor } from '../../../../../renderer/state/auto-answer/caller-proof.js'
import type { Screen } from '../../../../../renderer/state/goal.js'
import { makeKey } from '../../../../helpers/caller-key.js'
import { fakeOutgoing } from '../../../../helpers/fake-outgoing.js'

type Page = Parameters<typeof answerByItself>[0]

const FINGERPRINTS = { own: 'sha-256 BB:02', theirs: 'sha-256 AA:01' }
const AT_BOBS = { own: 'sha-256 AA:01', theirs: 'sha-256 BB:02' }
const CALL = {}

let bob: Awaited<ReturnType<typeof makeKey>>
/** Who makes the proofs at the other end. */
let prover: CryptoKeyPair | undefined

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  bob = await makeKey()
  prover = bob.pair
})

/** A control channel at whose other end there is `prover`. */
function bobsControl() {
  const listeners = new Set<(proof: Proof) => void>()
  return {
    isOpen: true,
    on: (_event: string, listener: (proof: Proof) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    askForProof: vi.fn(async (nonce: string) => {
      if (!prover) return
      const proof = await prove(prover, nonce, AT_BOBS)
      for (const listener of listeners) listener(proof)
    }),
  }
}

/** Ann's page, which answers Bob by itself. */
function start(change: Partial<AnsweredPerson> = {}) {
  const { camera, microphone } = fakeOutgoing()
  const control = bobsControl()
  const rings = {
    incoming: signal<IncomingCall | undefined>(undefined),
    answeredAt: signal<number | undefined>(undefined),
  }
  const screen = signal<Screen>({ kind: 'start' })
  const call = signal<object | undefined>(undefined)
  const end = vi.fn((next: Screen) => {
    call.value = undefined
    screen.value = next
  })
  const peer = { id: 'bob', control, link: { fingerprints: FINGERPRINTS } }
  const heardBefore: boolean[] = []
  const accept = vi.fn(async (audioOnly: boolean) => {
    const ring = rings.incoming.peek()
    rings.incoming.value = undefined
    heardBefore.push(microphone.wanted.peek(), camera.wanted.peek())
    if (!ring) return
    call.value = CALL
    screen.value = { kind: 'call', goal: { kind: 'direct', person: ring.from, audioOnly, isCaller: false } }
  })
  const page = {
    rings,
    accept,
    lobby: { selfId: signal('ann') },
    store: {
      settings: signal({ person: { autoAnswer: [{ key: bob.name, name: 'Bob', camera: true, ...change }] } }),
    },
    devices: { camera, microphone },
    calling: { screen, call, end, peers: signal([peer]) },
  }
  onTestFinished(answerByItself(page as unknown as Page))
  const ring = async (tag?: string, audioOnly = false) => {
    rings.incoming.value = { from: { id: 'bob', name: 'Bob' }, room: 'call-1', audioOnly, ...(tag && { tag }) }
    // The hash is made elsewhere.
    await vi.waitFor(() => expect([tag === undefined, rings.answeredAt.value !== undefined]).toContain(true))
  }
  return { ...page, ring, control, screen, call, end, heardBefore }
}

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a call of someone named is answered after three seconds, and they see and hear once they have proven who they are', async () => {
  const { ring, rings, accept, devices, heardBefore, end } = start()
  await ring(await tagFor(bob.name, 'ann'))
  expect(rings.answeredAt.value).toBeDefined()
  expect(accept).not.toHaveBeenCalled()
  await passes(3_000)
  expect(accept).toHaveBeenCalledWith(false)
  expect(heardBefore).toEqual([false, false])
  expect(rings.answeredAt.value).toBeUndefined()
  await vi.waitFor(() => expect(devices.microphone.wanted.value).toBe(true))
  expect(devices.camera.wanted.value).toBe(true)
  expect(end).not.toHaveBeenCalled()
})

test.each([
  ['one who gets sound alone', { camera: false }, false],
  ['a voice call', {}, true],
])('the camera stays off for %s, and is as before after the call', async (_who, change, audioOnly) => {
  const { ring, devices, end } = start(change)
  await ring(await tagFor(bob.name, 'ann'), audioOnly)
  await passes(3_000)
  await vi.waitFor(() => expect(devices.microphone.wanted.value).toBe(true))
  expect(devices.camera.wanted.value).toBe(false)
  end({ kind: 'start' })
  expect(devices.camera.wanted.value).toBe(true)
})

test.each(['somebody else', 'nobody'])('a call that %s proves ends unseen and unheard', async (who) => {
  prover = who === 'nobody' ? undefined : (await makeKey()).pair
  const { ring, devices, end, screen } = start()
  const on = vi.fn()
  await ring(await tagFor(bob.name, 'ann'))
  await passes(3_000)
  devices.microphone.wanted.subscribe(on)
  await vi.waitFor(async () => {
    await passes(1_000)
    expect(end).toHaveBeenCalled()
  })
  expect(screen.value).toMatchObject({ kind: 'over', why: 'unproven' })
  // Off while the call went on, and as before after it.
  expect(on.mock.calls.flat()).toEqual([false, true])
})

test('everyone else rings', async () => {
  const { ring, accept, rings } = start()
  await ring()
  rings.incoming.value = undefined
  rings.incoming.value = {
    from: { id: 'bob', name: 'Bob' },
    room: 'call-2',
    audioOnly: false,
    tag: await tagFor((await makeKey()).name, 'ann'),
  }
  await passes(10_000)
  expect(accept).not.toHaveBeenCalled()
  expect(rings.incoming.value).toBeDefined()
})

test('whoever waits in a room answers by hand', async () => {
  const { ring, screen, accept, rings } = start()
  screen.value = { kind: 'call', goal: { kind: 'room', room: 'standup' } }
  rings.incoming.value = {
    from: { id: 'bob', name: 'Bob' },
    room: 'call-1',
    audioOnly: false,
    tag: await tagFor(bob.name, 'ann'),
  }
  await passes(10_000)
  expect(accept).not.toHaveBeenCalled()
  screen.value = { kind: 'start' }
  rings.incoming.value = undefined
  await ring(await tagFor(bob.name, 'ann'))
  await passes(3_000)
  expect(accept).toHaveBeenCalledOnce()
})

test('a call that the person turns down meanwhile is not answered', async () => {
  const { ring, rings, accept } = start()
  await ring(await tagFor(bob.name, 'ann'))
  rings.incoming.value = undefined
  await passes(10_000)
  expect(accept).not.toHaveBeenCalled()
  expect(rings.answeredAt.value).toBeUndefined()
})

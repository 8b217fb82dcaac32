import { effect } from '@preact/signals'
import type { AnsweredPerson } from '../../../common/auto-answer.js'
import type { IncomingCall } from '../../../common/ring.js'
import type { App } from '../app.js'
import { tagFor } from './caller-proof.js'
import { askWhoCalls } from './prove-who-calls.js'

/** For so long it rings, and can be turned down. */
const RINGS_MS = 3_000

type Page = Pick<App, 'accept' | 'calling' | 'devices' | 'lobby' | 'rings' | 'store'>

/**
 * Answers the calls of those whom the person has named, until the function that comes back is called. Nobody is taken out
 * of a room for it, where they may wait for somebody else.
 */
export function answerByItself(page: Page): () => void {
  const { calling, rings, lobby, store } = page
  return effect(() => {
    const ring = rings.incoming.value
    const { kind } = calling.screen.peek()
    if (!ring || kind === 'call' || kind === 'joining') return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    void whoCalls(ring, lobby.selfId.peek(), store.settings.peek().person.autoAnswer).then((person) => {
      if (!person || isOver) return
      rings.answeredAt.value = Date.now() + RINGS_MS
      timer = setTimeout(() => void answer(page, ring, person), RINGS_MS)
    })
    return () => {
      isOver = true
      clearTimeout(timer)
      rings.answeredAt.value = undefined
    }
  })
}

/** Whose call this says it is; undefined where it is to be answered by the person. */
async function whoCalls(
  { tag }: IncomingCall,
  selfId: string,
  people: readonly AnsweredPerson[],
): Promise<AnsweredPerson | undefined> {
  if (tag === undefined || people.length === 0 || !globalThis.crypto?.subtle) return undefined
  const tags = await Promise.all(people.map(({ key }) => tagFor(key, selfId)))
  return people[tags.indexOf(tag)]
}

/**
 * Takes the call with microphone and camera off, and turns on what is set for this person once they have proven that it
 * is them; before that nothing is seen or heard of this side. After the call both are as they were.
 */
async function answer(page: Page, ring: IncomingCall, person: AnsweredPerson): Promise<void> {
  const { calling, devices } = page
  const { microphone, camera } = devices
  const [wasHeard, wasSeen] = [microphone.wanted.peek(), camera.wanted.peek()]
  void microphone.turn(false)
  void camera.turn(false)
  await page.accept(ring.audioOnly)
  const call = calling.call.peek()
  const isTheirs = call !== undefined && (await askWhoCalls(calling, ring.from.id)) === person.key
  const { value: screen } = calling.screen
  const isStillThere = call !== undefined && calling.call.peek() === call && screen.kind === 'call'
  if (isStillThere && isTheirs) {
    void microphone.turn(true)
    if (person.camera && !ring.audioOnly) void camera.turn(true)
  } else if (isStillThere) {
    calling.end({ kind: 'over', goal: screen.goal, why: 'unproven' })
  }
  const stop = calling.call.subscribe((current) => {
    if (current === call && current !== undefined) return
    void microphone.turn(wasHeard)
    void camera.turn(wasSeen)
    queueMicrotask(() => stop())
  })
}

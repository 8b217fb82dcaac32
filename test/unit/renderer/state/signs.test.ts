import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals-core'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Reaction } from '../../../../common/channels.js'
import { Emitter } from '../../../../common/emitter.js'
import { OWN_VOICE } from '../../../../renderer/call/speech.js'
import type { Calling } from '../../../../renderer/state/calling.js'
import { REACTION_SHOWN_MS, Signs } from '../../../../renderer/state/signs.js'

class FakeControl extends Emitter<{ reaction: Reaction }> {
  readonly react = vi.fn()

  /** They react by this. */
  say(reaction: Reaction): void {
    this.emit('reaction', reaction)
  }
}

const personOf = (id: string) => ({ id, control: new FakeControl() })
type Person = ReturnType<typeof personOf>

let peers = signal<readonly Person[]>([])
let hand = signal(false)

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  peers = signal([])
  hand = signal(false)
})

const begin = () => new Signs({ peers, outgoing: { hand } } as unknown as Calling)
const shownOf = (signs: Signs) => signs.reactions.value.map(({ from, reaction }) => `${from} ${reaction}`)

test('a reaction is shown for a moment, here and to everyone in the call', () => {
  const [bob, carl] = [personOf('bob'), personOf('carl')]
  peers.value = [bob, carl]
  const signs = begin()
  signs.react('heart')
  expect(shownOf(signs)).toEqual([`${OWN_VOICE} heart`])
  for (const { control } of [bob, carl]) expect(control.react).toHaveBeenCalledExactlyOnceWith('heart')
  vi.advanceTimersByTime(REACTION_SHOWN_MS)
  expect(shownOf(signs)).toEqual([])
  signs.close()
})

test('what others react by is shown, also of who came later, and of nobody who has gone', () => {
  const [bob, carl] = [personOf('bob'), personOf('carl')]
  const signs = begin()
  peers.value = [bob]
  peers.value = [bob, carl]
  bob.control.say('laugh')
  carl.control.say('party')
  expect(shownOf(signs)).toEqual(['bob laugh', 'carl party'])
  peers.value = [carl]
  bob.control.say('heart')
  expect(shownOf(signs)).toEqual(['bob laugh', 'carl party'])
  signs.close()
  carl.control.say('heart')
  expect(shownOf(signs)).toHaveLength(2)
})

test('three at once of one person are shown, and no more sent', () => {
  const bob = personOf('bob')
  peers.value = [bob]
  const signs = begin()
  for (let count = 0; count < 50; count++) {
    bob.control.say('heart')
    signs.react('laugh')
  }
  expect(shownOf(signs)).toHaveLength(6)
  expect(bob.control.react).toHaveBeenCalledTimes(3)
  signs.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('a raised hand is lowered with the call', () => {
  const signs = begin()
  hand.value = true
  signs.close()
  expect(hand.value).toBe(false)
})

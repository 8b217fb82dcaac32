import { effect, signal } from '@preact/signals'
import type { Reaction } from '../../common/channels.js'
import type { RemotePeer } from '../call/call.js'
import { OWN_VOICE } from '../call/speech.js'
import type { Calling } from './calling.js'

/** A reaction while it is shown, of somebody's id or `OWN_VOICE`. */
export interface ShownReaction {
  readonly key: number
  readonly from: string
  readonly reaction: Reaction
}

export const REACTION_SHOWN_MS = 4_000
/** More at once of one person are neither sent nor shown. */
const AT_ONCE = 3

/** What people in a call show each other without a word: reactions, and raised hands. */
export class Signs {
  readonly reactions = signal<readonly ShownReaction[]>([])
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #heard = new Map<RemotePeer, () => void>()
  readonly #stop: () => void
  #nextKey = 0

  constructor(private readonly calling: Calling) {
    this.#stop = effect(() => {
      const before = this.#heard
      this.#heard = new Map(calling.peers.value.map((peer) => [peer, before.get(peer) ?? this.#hear(peer)]))
      for (const [peer, stop] of before) if (!this.#heard.has(peer)) stop()
    })
  }

  /** Shows a reaction to everyone. */
  react(reaction: Reaction): void {
    if (!this.#show(OWN_VOICE, reaction)) return
    for (const { control } of this.calling.peers.peek()) control.react(reaction)
  }

  /** To be called once, at the end of the call: a hand is no longer raised in the next one. */
  close(): void {
    this.#stop()
    for (const stop of this.#heard.values()) stop()
    for (const timer of this.#timers) clearTimeout(timer)
    this.calling.outgoing.hand.value = false
  }

  #hear({ id, control }: RemotePeer): () => void {
    return control.on('reaction', (reaction) => this.#show(id, reaction))
  }

  /** Gives whether it is shown. */
  #show(from: string, reaction: Reaction): boolean {
    const shown = this.reactions.peek()
    if (shown.filter((other) => other.from === from).length >= AT_ONCE) return false
    const key = this.#nextKey++
    this.reactions.value = [...shown, { key, from, reaction }]
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.reactions.value = this.reactions.peek().filter((other) => other.key !== key)
    }, REACTION_SHOWN_MS)
    this.#timers.add(timer)
    return true
  }
}

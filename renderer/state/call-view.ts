import { signal } from '@preact/signals'
import type { Calling, CallNews } from './calling.js'
import { keepOneOpen, Opening } from './opening.js'
import { Passing } from './passing.js'
import type { Signs } from './signs.js'

const MESSAGE_SHOWN_MS = 5_000
const PASSAGE_SHOWN_MS = 3_000

export type Corner = 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight'

/** How the person looks at the call, and what of its news they are shown; all but the corner begins anew with each call. */
export class CallView {
  /** `speaker`: one person large, the others in a strip. */
  readonly layout = signal<'grid' | 'speaker'>('grid')
  /** Whom the person wants to see large, whoever speaks. */
  readonly pinned = signal<string | undefined>(undefined)
  /** Those of the others who speak, and `OWN_VOICE` while the person does. */
  readonly speakers = signal<ReadonlySet<string>>(new Set())
  /** Who of the others has spoken last for a while: large where nobody is pinned. */
  readonly activeSpeaker = signal<string | undefined>(undefined)
  /** Whether the person speaks though their microphone is muted. */
  readonly isTalkingMuted = signal(false)
  /** Whose microphone hears what the person's own does, since the two are in one room. */
  readonly sharesRoomWith = signal<string | undefined>(undefined)
  /** How loud the person wants to hear others, from 0 to 1; whoever is not in it: 1. */
  readonly volumes = signal<ReadonlyMap<string, number>>(new Map())
  /** There once a call is on screen for a moment. */
  readonly signs = signal<Signs | undefined>(undefined)
  readonly isSelfHidden = signal(false)
  /** Whether one's own picture has the place of the only other person's, and theirs its own. */
  readonly isSwapped = signal(false)
  readonly corner = signal<Corner>('bottomRight')
  readonly people = new Opening()
  readonly files = new Opening()
  /** A message that came while the chat was closed. */
  readonly message = new Passing<Extract<CallNews, { kind: 'message' }>>(MESSAGE_SHOWN_MS)
  /** Who came or went. */
  readonly passage = new Passing<Exclude<CallNews, { kind: 'message' }>>(PASSAGE_SHOWN_MS)
  readonly #calling: Calling

  /** `others` are the panels that stand beside the picture like the call's own, one at a time. */
  constructor(calling: Calling, others: readonly Opening[] = []) {
    this.#calling = calling
    keepOneOpen([calling.chat, this.people, this.files, ...others])
    calling.news.subscribe((news) => news && this.#show(news))
    calling.since.subscribe(() => this.#begin())
  }

  /** Pins this person, or nobody where they are pinned already. */
  pin(id: string): void {
    const isPinned = this.pinned.value === id
    this.pinned.value = isPinned ? undefined : id
    this.layout.value = isPinned ? 'grid' : 'speaker'
  }

  readonly swap = (): void => {
    this.isSwapped.value = !this.isSwapped.value
  }

  readonly openChat = (): void => {
    this.message.clear()
    if (!this.#calling.chat.isOpen.value) this.#calling.chat.toggle()
  }

  #show(news: CallNews): void {
    if (news.kind !== 'message') this.passage.show(news)
    else if (!this.#calling.chat.isOpen.peek()) this.message.show(news)
  }

  #begin(): void {
    this.layout.value = 'grid'
    this.pinned.value = undefined
    this.isSelfHidden.value = false
    this.isSwapped.value = false
    this.people.close()
    this.message.clear()
    this.passage.clear()
  }
}

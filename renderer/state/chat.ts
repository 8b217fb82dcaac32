import { computed, signal } from '@preact/signals'
import { LIMITS } from '../../common/limits.js'
import { isVisible } from '../../common/schema.js'

/** A message, or where there is no author a note on who came and went. */
export interface ChatEntry {
  readonly id: number
  readonly author?: string
  readonly text: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly isOwn: boolean
}

/** Entries kept; the oldest go. */
const KEPT = 500

/** One conversation as the page shows it. */
export class Chat {
  readonly entries = signal<readonly ChatEntry[]>([])
  readonly draft = signal('')
  readonly isOpen = signal(false)
  /** Messages of others that came while it was closed, or the person was at another window. */
  readonly unread = signal(0)
  /** The last message did not get through. */
  readonly hasFailed = signal(false)
  /** Characters as the host counts them, so that an emoji of one code point is one. */
  readonly length = computed(() => [...this.draft.value].length)
  readonly isTooLong = computed(() => this.length.value > LIMITS.chatMessage)
  readonly #deliver: (text: string) => Promise<boolean>
  #nextId = 0
  #conversation = 0

  /** `deliver` sends a message, and resolves with whether it is to be shown here rather than to come back. */
  constructor(deliver: (text: string) => Promise<boolean>) {
    this.#deliver = deliver
    addEventListener('focus', () => {
      if (this.isOpen.value) this.unread.value = 0
    })
  }

  readonly toggle = (): void => {
    this.isOpen.value = !this.isOpen.value
    this.unread.value = 0
  }

  readonly close = (): void => {
    this.isOpen.value = false
  }

  /** Sends the draft. Where that fails it stays in the field. */
  async send(): Promise<void> {
    const text = this.draft.value
    const conversation = this.#conversation
    if (!isVisible(text) || this.isTooLong.value) return
    this.draft.value = ''
    this.hasFailed.value = false
    try {
      const isShownHere = await this.#deliver(text)
      if (isShownHere && conversation === this.#conversation) this.#push({ text, isOwn: true, author: '' })
    } catch {
      if (conversation !== this.#conversation) return
      this.hasFailed.value = true
      this.draft.value ||= text
    }
  }

  hear(author: string, text: string, isOwn = false): void {
    this.#push({ author, text, isOwn })
    const isSeen = this.isOpen.value && document.hasFocus()
    if (!isSeen && !isOwn) this.unread.value++
  }

  /** Puts what was said before this page in front, in the order in which it is told. */
  restore(line: Pick<ChatEntry, 'author' | 'text' | 'isOwn' | 'at'>): void {
    const { value } = this.entries
    const index = value.findIndex(({ at }) => at > line.at)
    this.entries.value = value
      .toSpliced(index < 0 ? value.length : index, 0, { ...line, id: this.#nextId++ })
      .slice(-KEPT)
  }

  /** Stays as it was said, in whatever language that was. */
  note(text: string): void {
    this.#push({ text, isOwn: false })
  }

  /** Begins another conversation: nothing of the last one, not even what was to be sent, gets into it. */
  clear(): void {
    this.#conversation++
    this.entries.value = []
    this.draft.value = ''
    this.hasFailed.value = false
    this.unread.value = 0
    this.close()
  }

  #push(entry: Pick<ChatEntry, 'author' | 'text' | 'isOwn'>): void {
    this.entries.value = [...this.entries.value, { ...entry, id: this.#nextId++, at: Date.now() }].slice(-KEPT)
  }
}

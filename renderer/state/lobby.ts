import { computed, signal } from '@preact/signals'
import type { Announcement, Peer, UserList } from '../../common/protocol.js'
import type { Signaling } from '../call/signaling/signaling.js'
import { Chat } from './chat.js'
import { isSpoken, language, t } from './language.js'

const NOBODY: UserList = { userList: [], users: [], total: 0, rooms: [] }

/** Who and what is on the host, and the conversation of those who are in no room. */
export class Lobby {
  readonly list = signal(NOBODY)
  /** This person's own id on the host. */
  readonly selfId = signal('')
  readonly others = computed(() => this.list.value.users.filter(({ id }) => id !== this.selfId.value))
  /** To whom the person is to choose files to send, where their files are shown; undefined where those are not. */
  readonly files = signal<{ readonly to?: Peer } | undefined>(undefined)
  readonly chat: Chat
  readonly #firstLists = new WeakMap<Signaling, Promise<UserList>>()

  constructor(signaling: () => Promise<Signaling>) {
    this.chat = new Chat(async (text) => {
      await (await signaling()).chat(text)
      return false
    })
  }

  /** The first list of a host, which comes as soon as it has let this page in. */
  firstList(signaling: Signaling): Promise<UserList> {
    return this.#firstLists.get(signaling) ?? Promise.resolve(NOBODY)
  }

  /** Hears what a host tells; what another host told is forgotten. `isHere`: this page is in no room. */
  listenTo(signaling: Signaling, isHere: () => boolean): void {
    let isFirst = true
    this.#firstLists.set(signaling, new Promise((resolve) => signaling.on('updateUserlist', resolve)))
    signaling.on('welcome', ({ id }) => {
      this.selfId.value = id
      if (isFirst) this.chat.entries.value = []
      isFirst = false
    })
    signaling.on('updateUserlist', (list) => {
      this.list.value = list
    })
    signaling.on('turned-away', () => {
      this.list.value = NOBODY
    })
    signaling.on('announce', (announcement) => {
      // Whoever comes before the page is drawn is on its list.
      if (isHere() && isSpoken()) this.#note(announcement)
    })
    signaling.on('message', ({ author, message, from }) => {
      if (isHere()) this.chat.hear(author, message, from === this.selfId.value)
    })
  }

  /** Whoever is on the list has left no more than a room, of which the last words come late. */
  #note(announcement: Announcement): void {
    const { about } = announcement
    const isListed = (name: string) => this.others.value.some((other) => other.name === name)
    const names = about?.names.filter((name) => about.what === 'came' || !isListed(name)) ?? []
    // A host of another version, or making, says it in a sentence of its own.
    if (!about) this.chat.note(announcement.message)
    else if (names.length + about.others > 0) this.chat.note(sentenceOf({ ...about, names }))
  }
}

function sentenceOf({ what, names, others }: NonNullable<Announcement['about']>): string {
  if (others > 0) return t(`start/many-${what}`, { names: names.join(', '), others })
  const [name = '', ...more] = names
  return more.length === 0
    ? t(what === 'came' ? 'call/came-in' : 'call/left', { name })
    : t(`start/several-${what}`, { names: new Intl.ListFormat(language.value).format(names) })
}

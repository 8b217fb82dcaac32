import { Emitter } from '../../common/emitter.js'

/** With how many others one person may be linked, ask, or be asked by, at the same time. */
export const FILE_LINKS = 8

/** How someone stands to another: has asked them, was asked by them, or the two may signal to each other. */
type Standing = 'asks' | 'asked' | 'linked'

interface Link {
  readonly standing: Standing
  /** The offer that it is about, or began with: what is said of an earlier one comes too late. */
  readonly offer: number
}

/** How `one` stands to `other` from now on; undefined: as strangers. */
export interface FileLinkChange {
  readonly one: string
  readonly other: string
  readonly link: Link | undefined
}

interface FileLinksEvents {
  taking: { readonly id: string; readonly takes: boolean }
  changed: FileLinkChange
}

const OPPOSITE = { asks: 'asked', asked: 'asks', linked: 'linked' } as const

/**
 * Who takes files of others with whom they are in no room, who has asked whom, and who has said yes: these alone may
 * signal to each other. Pure state, beside that of rooms: whoever is in one stays there.
 */
export class FileLinks extends Emitter<FileLinksEvents> {
  readonly #takers = new Set<string>()
  readonly #links = new Map<string, ReadonlyMap<string, Link>>()

  /** Those whose pages take files. */
  get takers(): readonly string[] {
    return [...this.#takers]
  }

  takes(id: string): boolean {
    return this.#takers.has(id)
  }

  setTaking(id: string, takes: boolean): void {
    if (this.takes(id) === takes) return
    this.hearTaking(id, takes)
    this.emit('taking', { id, takes })
  }

  /** One asks the other. Gives why not, where they may not. To ask again changes nothing. */
  ask(one: string, other: string, offer: number): 'no-such-peer' | 'busy' | undefined {
    if (one === other || !this.takes(other)) return 'no-such-peer'
    const link = this.#of(one).get(other)
    if (link?.standing === 'asks' && link.offer === offer) return undefined
    const isOneTooMany = [one, other].some((id) => this.#of(id).size >= FILE_LINKS)
    if (link || isOneTooMany) return 'busy'
    this.#change({ one, other, link: { standing: 'asks', offer } })
    return undefined
  }

  /** One wants what the other offers; false where the other did not ask. */
  accept(one: string, other: string, offer: number): boolean {
    const link = this.#of(one).get(other)
    if (link?.standing !== 'asked' || link.offer !== offer) return false
    this.#change({ one, other, link: { standing: 'linked', offer } })
    return true
  }

  /** The two have nothing to do with each other any more; false where they had not. */
  end(one: string, other: string, offer: number): boolean {
    if (this.#of(one).get(other)?.offer !== offer) return false
    this.#change({ one, other, link: undefined })
    return true
  }

  /** The same with everyone, whom it gives. */
  endAll(id: string): readonly { readonly other: string; readonly offer: number }[] {
    const ended = [...this.#of(id)].map(([other, { offer }]) => ({ other, offer }))
    for (const { other, offer } of ended) this.end(id, other, offer)
    return ended
  }

  areLinked(one: string, other: string): boolean {
    return this.#of(one).get(other)?.standing === 'linked'
  }

  /** Another process of the host has noted it. */
  hearTaking(id: string, takes: boolean): void {
    if (takes) this.#takers.add(id)
    else this.#takers.delete(id)
  }

  /** The same of two people. */
  hear({ one, other, link }: FileLinkChange): void {
    this.#set(one, other, link)
    this.#set(other, one, link && { ...link, standing: OPPOSITE[link.standing] })
  }

  #change(change: FileLinkChange): void {
    this.hear(change)
    this.emit('changed', change)
  }

  #of(id: string): ReadonlyMap<string, Link> {
    return this.#links.get(id) ?? new Map()
  }

  #set(id: string, other: string, link: Link | undefined): void {
    const links = new Map(this.#of(id))
    if (link) links.set(other, link)
    else links.delete(other)
    if (links.size > 0) this.#links.set(id, links)
    else this.#links.delete(id)
  }
}

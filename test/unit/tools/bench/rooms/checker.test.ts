import { describe, expect, it } from 'vitest'
import { Checker } from '../../../../../tools/bench/rooms/checker.js'
import type { ViolationKind } from '../../../../../tools/bench/rooms/violations.js'

const A = 'bench-a'
const B = 'bench-b'
const FULL = { ok: false, code: 'room-full', message: 'Room is full.' }

/** Two or more people at a checker, with a clock that goes on by 1 ms at each thing that happens. */
class Scene {
  readonly checker: Checker
  #now = 0
  readonly #requests = new Map<number, number>()

  constructor(capacity = 2, clients = 4) {
    this.checker = new Checker(capacity)
    for (let client = 0; client < clients; client++) this.connect(client)
  }

  connect(client: number, id = `id-${client}`): void {
    this.checker.connected(client, id, this.#now++)
  }

  ask(client: number, room: string | undefined): void {
    const number = (this.#requests.get(client) ?? -1) + 1
    this.#requests.set(client, number)
    this.checker.asked(client, number, room, this.#now++)
  }

  answer(client: number, answer: unknown) {
    return this.checker.answered(client, this.#requests.get(client) ?? -1, answer, this.#now++)
  }

  /** A right answer to someone who comes in, with the event that goes before it. */
  admit(client: number, room: string, ...others: number[]) {
    const id = `id-${client}`
    this.checker.heard(client, { event: others.length === 0 ? 'created' : 'joined', room, id })
    return this.answer(client, yes(room, id, others))
  }

  refuse(client: number, room: string) {
    this.checker.heard(client, { event: 'full', room })
    return this.answer(client, FULL)
  }

  tellOfJoin(client: number, room: string, newcomer: number): void {
    this.checker.heard(client, { event: 'join', room, id: `id-${newcomer}` })
  }

  tellOfLeft(client: number, leaver: number): void {
    this.checker.heard(client, { event: 'left', id: `id-${leaver}` })
  }

  /** `client` comes in, with no one told. */
  enter(client: number, room: string, ...others: number[]): void {
    this.ask(client, room)
    this.admit(client, room, ...others)
  }

  get found(): ViolationKind[] {
    return this.checker.violations.toArray().map(({ kind }) => kind)
  }
}

const yes = (room: string, id: string, others: number[]) => ({
  ok: true,
  room,
  id,
  initiator: others.length === 0,
  peers: others.map((other) => ({ id: `id-${other}`, name: 'Guest' })),
})

describe('a host that does all right', () => {
  it('creates, joins, refuses and lets leave', () => {
    const scene = new Scene()
    scene.ask(0, A)
    expect(scene.admit(0, A)).toBe('created')
    scene.ask(1, A)
    scene.tellOfJoin(0, A, 1)
    expect(scene.admit(1, A, 0)).toBe('joined')
    scene.ask(2, A)
    expect(scene.refuse(2, A)).toBe('full')
    scene.ask(0, undefined)
    scene.tellOfLeft(1, 0)
    expect(scene.answer(0, { ok: true })).toBe('left')
    scene.ask(2, A)
    expect(scene.admit(2, A, 1)).toBe('joined')
    expect(scene.found).toEqual([])
  })

  it('lets into the room one is in already, without an event', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(0, A)
    expect(scene.answer(0, yes(A, 'id-0', []))).toBe('again')
    expect(scene.found).toEqual([])
  })

  it('leaves one where one was when the other room is full', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.enter(1, A, 0)
    scene.enter(2, B)
    scene.ask(2, A)
    expect(scene.refuse(2, A)).toBe('full')
    expect(scene.checker.roomOf(2)).toBe(B)
    scene.ask(3, B)
    expect(scene.admit(3, B, 2)).toBe('joined')
    expect(scene.found).toEqual([])
  })

  it('may hand out a place before those who left know it', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.enter(1, A, 0)
    scene.ask(0, undefined)
    scene.ask(2, A)
    expect(scene.admit(2, A, 1)).toBe('joined')
    expect(scene.answer(0, { ok: true })).toBe('left')
    expect(scene.found).toEqual([])
  })

  it('may hold the place of a cut connection until its client is back', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.enter(1, A, 0)
    scene.checker.cut(0)
    scene.ask(2, A)
    expect(scene.refuse(2, A)).toBe('full')
    scene.connect(0, 'id-0-again')
    scene.ask(2, A)
    expect(scene.admit(2, A, 1)).toBe('joined')
    expect(scene.found).toEqual([])
  })

  it('may tell of the next one before it answers', () => {
    const scene = new Scene(3)
    scene.enter(0, A)
    scene.ask(1, A)
    scene.checker.heard(1, { event: 'joined', room: A, id: 'id-1' })
    scene.tellOfLeft(1, 0)
    scene.ask(0, undefined)
    scene.tellOfJoin(1, A, 2)
    scene.ask(2, A)
    expect(scene.answer(1, yes(A, 'id-1', [0]))).toBe('joined')
    expect(scene.found).toEqual([])
  })
})

describe('more people than fit', () => {
  it('is seen in one answer', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.enter(1, A, 0)
    scene.ask(2, A)
    expect(scene.admit(2, A, 0, 1)).toBe('wrong')
    expect(scene.found).toEqual(['over-capacity'])
  })

  it('is seen in who is certainly inside, whatever the answers say', () => {
    const scene = new Scene()
    scene.ask(0, A)
    scene.ask(1, A)
    scene.ask(2, A)
    scene.admit(0, A)
    scene.admit(1, A, 0)
    expect(scene.admit(2, A, 1)).toBe('wrong')
    expect(scene.found).toEqual(['over-capacity'])
  })

  it('is seen in what one client hears', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.tellOfJoin(0, A, 1)
    scene.tellOfJoin(0, A, 2)
    expect(scene.found).toEqual(['over-capacity'])
  })

  it('is seen when someone turns out to have stayed', () => {
    const scene = new Scene()
    scene.enter(0, B)
    scene.enter(1, B, 0)
    scene.enter(2, A)
    scene.enter(3, A, 2)
    scene.ask(2, B)
    scene.connect(4)
    scene.ask(4, A)
    scene.admit(4, A, 3)
    expect(scene.refuse(2, B)).toBe('full')
    expect(scene.found).toEqual(['over-capacity'])
  })
})

describe('answers', () => {
  it('that stay away are missed', () => {
    const scene = new Scene()
    scene.ask(0, A)
    scene.checker.unanswered(0)
    expect(scene.found).toEqual(['missing-answer'])
  })

  it('that come twice are seen, also during the next request', () => {
    const scene = new Scene()
    scene.enter(0, A)
    expect(scene.answer(0, yes(A, 'id-0', []))).toBeUndefined()
    scene.checker.asked(0, 7, undefined, 100)
    expect(scene.checker.answered(0, 0, yes(A, 'id-0', []), 101)).toBeUndefined()
    expect(scene.checker.violations.count('second-answer')).toBe(2)
    expect(scene.checker.answered(0, 7, { ok: true }, 102)).toBe('left')
  })

  it.each([
    ['another room', yes(B, 'id-0', [])],
    ['another id', yes(A, 'id-9', [])],
    ['no initiator', { ...yes(A, 'id-0', []), initiator: false }],
    ['an error', { ok: false, code: 'internal-error', message: 'It failed.' }],
    ['nothing', undefined],
  ])('with %s are wrong', (_, answer) => {
    const scene = new Scene()
    scene.ask(0, A)
    scene.checker.heard(0, { event: 'created', room: A, id: 'id-0' })
    expect(scene.answer(0, answer)).toBe('wrong')
    expect(scene.found).toEqual(['wrong-answer'])
  })

  it('must have their event before them', () => {
    const scene = new Scene()
    scene.ask(0, A)
    expect(scene.answer(0, yes(A, 'id-0', []))).toBe('wrong')
    scene.ask(1, B)
    scene.checker.heard(1, { event: 'joined', room: B, id: 'id-1' })
    expect(scene.answer(1, yes(B, 'id-1', []))).toBe('wrong')
    expect(scene.checker.violations.count('wrong-event')).toBe(2)
  })

  it('name no one who cannot be inside, and all who must be', () => {
    const scene = new Scene(4)
    scene.enter(0, A)
    scene.ask(1, A)
    expect(scene.admit(1, A, 3)).toBe('wrong')
    scene.ask(2, A)
    expect(scene.admit(2, A, 0)).toBe('wrong')
    expect(scene.checker.violations.count('wrong-peers')).toBe(2)
  })
})

describe('refusals as full', () => {
  it('are wrong in an empty room', () => {
    const scene = new Scene()
    scene.ask(0, A)
    scene.refuse(0, A)
    expect(scene.found).toEqual(['wrong-full'])
  })

  it('are wrong where one place was free all the time', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(1, A)
    scene.refuse(1, A)
    expect(scene.found).toEqual(['wrong-full'])
  })

  it('are wrong in the room one is in', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(0, A)
    expect(scene.refuse(0, A)).toBe('wrong')
    expect(scene.checker.violations.count('wrong-full')).toBe(1)
  })

  it('are judged once it is known how others fared, who asked at the same time', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(1, A)
    scene.ask(2, A)
    scene.refuse(1, A)
    expect(scene.found).toEqual([])
    scene.refuse(2, A)
    expect(scene.checker.violations.count('wrong-full')).toBe(2)
  })

  it('are right where another got the last place at the same time', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(1, A)
    scene.ask(2, A)
    scene.refuse(1, A)
    scene.admit(2, A, 0)
    expect(scene.found).toEqual([])
  })

  it('are not explained by people who were there one after the other', () => {
    const scene = new Scene()
    scene.enter(0, A)
    scene.ask(2, A)
    scene.ask(0, undefined)
    scene.answer(0, { ok: true })
    scene.enter(1, A)
    scene.refuse(2, A)
    expect(scene.found).toEqual(['wrong-full'])
  })
})

it('misses connections that were lost, and people who stayed behind', () => {
  const scene = new Scene()
  scene.enter(0, A)
  scene.checker.lost(0, 'ping timeout')
  scene.checker.leftOver(A, 1)
  expect(scene.found).toEqual(['lost-connection', 'left-over'])
  expect(scene.checker.violations.total).toBe(2)
})

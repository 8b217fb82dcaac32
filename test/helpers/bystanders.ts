import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest'
import { log } from '../../main/storage/log.js'
import type { Client, TestHost } from './host.js'

/** To be called once in a file: each test fails in which the host reports something it did not foresee. */
export function expectNothingUnforeseen(): void {
  let report: MockInstance
  beforeEach(() => {
    report = vi.spyOn(log, 'error').mockImplementation(() => {})
  })
  afterEach(() => {
    expect(report.mock.calls).toEqual([])
    report.mockRestore()
  })
}

/** Two rooms of two who have nothing to do with what goes on. */
export class Bystanders {
  private constructor(readonly rooms: Map<string, [Client, Client]>) {}

  static async in(host: TestHost): Promise<Bystanders> {
    const rooms = new Map<string, [Client, Client]>()
    for (const room of ['red', 'blue']) {
      const { ann, bob } = await host.enter(room, 'ann', 'bob')
      rooms.set(room, [ann, bob])
    }
    return new Bystanders(rooms)
  }

  get ids(): string[] {
    return [...this.rooms.values()].flat().map(({ id }) => id)
  }

  /** They are served as ever, heard nothing, and are with whom they were. */
  async expectUntouched(): Promise<void> {
    for (const [room, [ann, bob]] of this.rooms) {
      expect(await ann.received()).toEqual([])
      expect(await bob.received()).toEqual([])
      expect(await ann.join(room)).toMatchObject({ id: ann.id, peers: [{ id: bob.id, name: 'bob' }] })
      expect(await bob.join(room)).toMatchObject({ id: bob.id, peers: [{ id: ann.id, name: 'ann' }] })
    }
  }
}

/** Two newcomers create, join and signal as if nothing had happened. */
export async function expectGoodService(host: TestHost): Promise<void> {
  const cem = await host.connect({ auth: { name: 'cem' } })
  const dan = await host.connect({ auth: { name: 'dan' } })
  expect(await cem.join('service')).toMatchObject({ initiator: true })
  expect(await dan.join('service')).toMatchObject({ initiator: false, peers: [{ id: cem.id, name: 'cem' }] })
  const offer = { description: { type: 'offer', sdp: 'v=0' } }
  expect(await dan.ask('signal', { to: cem.id, ...offer })).toEqual({ ok: true })
  expect(await cem.next('signal')).toEqual([{ from: dan.id, ...offer }])
  await cem.ask('leave')
  await dan.ask('leave')
}

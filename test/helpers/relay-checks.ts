import { expect, vi } from 'vitest'
import type { RelayStats } from '../../main/host/relay/relay.js'
import type { LanProcess } from './lan-process.js'
import type { Seen } from './relayed-call.js'

/** A relay of its own process (relay-process.ts). */
export type Relay = LanProcess<{ port: number } & RelayStats, 'stats'>

export async function statsOf(relay: Relay): Promise<RelayStats> {
  relay.order('stats')
  return relay.next((line) => line.allocations !== undefined)
}

/** Both of a call between Ann and Bob see, hear and read each other through the relay alone, over this transport. */
export async function expectRelayed(
  relay: Relay,
  before: RelayStats,
  [ann, bob]: readonly [Seen, Seen],
  transport: string,
): Promise<void> {
  for (const seen of [ann, bob]) {
    expect(seen).toMatchObject({ local: 'relay', remote: 'relay', relayProtocol: transport })
    expect(seen.framesDecoded).toBeGreaterThan(1)
    expect(seen.soundBytes).toBeGreaterThan(0)
  }
  expect([ann.greeting, bob.greeting]).toEqual(['I am bob', 'I am ann'])
  const after = await statsOf(relay)
  expect(after.bytes - before.bytes).toBeGreaterThan(ann.soundBytes + bob.soundBytes)
  expect(after.dropped.malformed).toBe(0)
}

/** Both of a call are refused each other, and no byte of theirs passes. */
export async function expectRefused(relay: Relay, before: RelayStats, patienceMs: number): Promise<void> {
  const after = await vi.waitFor(async () => {
    const stats = await statsOf(relay)
    expect(stats.refused[403] ?? 0).toBeGreaterThan((before.refused[403] ?? 0) + 1)
    return stats
  }, patienceMs)
  expect(after.bytes).toBe(before.bytes)
}

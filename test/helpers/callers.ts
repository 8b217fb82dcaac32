import { expect } from 'vitest'
import type { HostOptions } from '../../main/host/host.js'
import { type Client, page, startHost, type TestHost } from './host.js'

export interface People {
  host: TestHost
  ann: Client
  bob: Client
  cem: Client
}

/** Three pages in the lobby. */
export async function lobby(options: Partial<HostOptions> = {}): Promise<People> {
  const host = await startHost(options)
  const [ann, bob, cem] = [
    await host.connect(page('ann')),
    await host.connect(page('bob')),
    await host.connect(page('cem')),
  ]
  return { host, ann, bob, cem }
}

export const call = (caller: Client, callee: Client, audioOnly?: boolean) =>
  caller.ask('call', { to: callee.person.id, audioOnly })

/** The same, when Ann rings Bob. */
export async function ringing(options: Partial<HostOptions> = {}): Promise<People & { room: string }> {
  const people = await lobby(options)
  expect(await call(people.ann, people.bob)).toMatchObject({ ok: true })
  const [{ room }] = await people.bob.next('call')
  for (const client of [people.ann, people.bob, people.cem]) await client.received()
  return { ...people, room }
}

/** Nobody rings this person any more, and they are in nobody's company: a call gets through. */
export async function expectFree(caller: Client, callee: Client): Promise<void> {
  expect(await call(caller, callee)).toMatchObject({ ok: true })
  expect(await callee.next('call')).toMatchObject([{ from: caller.person }])
}

/** A page that is loaded anew: another socket, the same session. */
export const reload = (host: TestHost, client: Client) => host.connect({ auth: { ...client.socket.auth, fresh: true } })

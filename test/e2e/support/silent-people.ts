import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright'
import { io, type Socket } from 'socket.io-client'
import { test } from './fixtures.js'
import type { LocalHost } from './hosts.js'

/** Has someone at a host, in a room of it where one is named. */
export type AddSilent = (name: string, room?: string) => Promise<Socket>

/**
 * How the tests of a file have people at its host whose page sends nothing but what a test has it send: to the others a
 * name and a tile, at hardly any cost. To be called once in it.
 */
export function silentPeople(host: LocalHost): AddSilent {
  const sockets: Socket[] = []
  test.afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect()
  })
  return async (name, room) => {
    const auth = { name, session: randomBytes(24).toString('base64url') }
    const socket = io(`http://localhost:${host.port}/`, { transports: ['websocket'], auth })
    sockets.push(socket)
    if (room !== undefined) await socket.emitWithAck('create or join', room)
    return socket
  }
}

/**
 * News is shown for five seconds, and whoever sends nothing is looked for through eight: a busy machine may take longer to
 * look at either. To be called before the page is loaded.
 */
export const keepWhatPasses = (page: Page) =>
  page.addInitScript(() => {
    const { setTimeout: later } = window
    const lasting = (ms?: number) => (ms === 5_000 || ms === 8_000 ? 600_000 : ms)
    Object.assign(window, { setTimeout: (act: TimerHandler, ms?: number) => later(act, lasting(ms)) })
  })

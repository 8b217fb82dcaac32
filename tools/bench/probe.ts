import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, HostEvents, JoinReply } from '../../common/protocol.js'

/** How long a host may take to notice that the last ones are gone: its heartbeat's interval and patience, and some. */
const NOTICED_WITHIN_MS = 15_000
const RETRY_MS = 100
const ANSWER_WITHIN_MS = 30_000

/** Enters each room as a newcomer and gives those in which it was not alone, with how many others were there. */
export async function findLeftOver(url: string, rooms: readonly string[]): Promise<{ room: string; people: number }[]> {
  const socket: Socket<HostEvents, ClientEvents> = io(url, { transports: ['websocket'], forceNew: true })
  const leftOver: { room: string; people: number }[] = []
  const deadline = performance.now() + NOTICED_WITHIN_MS
  try {
    for (const room of rooms) {
      let people = await othersIn(socket, room)
      while (people > 0 && performance.now() < deadline) {
        await delay(RETRY_MS)
        people = await othersIn(socket, room)
      }
      if (people > 0) leftOver.push({ room, people })
    }
  } finally {
    socket.disconnect()
  }
  return leftOver
}

/** A full room counts as one with one person in it, for it does not tell how many are there. */
async function othersIn(socket: Socket<HostEvents, ClientEvents>, room: string): Promise<number> {
  const asked = socket.timeout(ANSWER_WITHIN_MS).emitWithAck('create or join', room)
  const reply: JoinReply = await asked.catch(() => {
    throw new Error(`The host did not answer a newcomer in ${room}.`)
  })
  if (reply.ok) return reply.peers.length
  if (reply.code === 'room-full') return 1
  throw new Error(`The host answered "${reply.message}" to a newcomer in ${room}.`)
}

import { once } from 'node:events'
import type { Server } from 'node:net'

/** How many ports are tried, the first included, before giving up. */
const ATTEMPTS = 50

/** Listens on `port`, or on the next one that is free; 0 lets the system pick. Rejects with the system's error. */
export async function listen(server: Server, port: number, address?: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await listenOnce(server, port === 0 ? 0 : port + attempt, address)
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!isTaken || attempt + 1 === ATTEMPTS || port + attempt === 65_535) throw error
    }
  }
}

async function listenOnce(server: Server, port: number, host?: string): Promise<void> {
  server.listen({ port, ...(host !== undefined && { host }) })
  await once(server, 'listening')
}

import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether a host could listen on the port, on all addresses as it does. Rejects where that fails for another reason. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen({ port })
    await once(server, 'listening')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false
    throw error
  } finally {
    server.close()
  }
}

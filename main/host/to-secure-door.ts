import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { isOwnHost } from './access.js'

/** Does not listen: it serves what came to the secure door and speaks plain HTTP, and leads it there. */
export const leadsToSecureDoor = (deadlines: ServerOptions): Server => createServer(deadlines, lead)

/** Pages of elsewhere may see that they were led, and nothing else. */
const lead: RequestListener = ({ headers: { host }, url = '/' }, response) => {
  response.setHeader('Connection', 'close')
  if (!isOwnHost(host)) response.writeHead(421).end()
  else {
    response.writeHead(307, {
      Location: `https://${host}${url.startsWith('/') ? url : '/'}`,
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
    })
    response.end()
  }
}

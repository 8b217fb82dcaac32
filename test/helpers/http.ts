import { type IncomingHttpHeaders, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

interface Question {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Sends one request on a connection of its own, the path exactly as it is given. */
export function ask(port: number, path: string, { method = 'GET', headers, body }: Question = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** An open TCP connection, ended with the test. */
export function openConnection(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Writes bytes as they are and gives all that comes back until the host ends the connection. */
export async function exchange(port: number, bytes: string | Buffer): Promise<string> {
  const socket = await openConnection(port)
  return new Promise((resolve) => {
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(bytes)
  })
}

/** Engine.IO's long polling by hand, for packets that no client would send. */
export class PollingSession {
  readonly #path: string

  private constructor(
    readonly port: number,
    readonly headers: Record<string, string>,
    sid: string,
  ) {
    this.#path = `${POLLING}&sid=${sid}`
  }

  static async open(port: number, headers: Record<string, string> = {}): Promise<PollingSession> {
    const { body } = await ask(port, POLLING, { headers })
    return new PollingSession(port, headers, (JSON.parse(body.slice(1)) as { sid: string }).sid)
  }

  /** Sends packets in one payload, so that the host reads them in one go. */
  send(...packets: string[]): Promise<Answer> {
    return ask(this.port, this.#path, { method: 'POST', headers: this.headers, body: packets.join('\u001e') })
  }

  /** The packets the host has for this session, or gets within the long poll. */
  async receive(): Promise<string[]> {
    return (await ask(this.port, this.#path, { headers: this.headers })).body.split('\u001e')
  }
}

export const POLLING = '/socket.io/?EIO=4&transport=polling'

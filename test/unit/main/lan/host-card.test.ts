import { once } from 'node:events'
import { Agent, createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { generate } from 'selfsigned'
import { expect, onTestFinished, test } from 'vitest'
import { CARD_PATH } from '../../../../common/control.js'
import { askForCard } from '../../../../main/lan/host-card.js'

const CARD = { name: 'Ann', version: '1.2.3', hasPasscode: true }

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** Asks a host that deals with requests like this. */
async function ask(deal: RequestListener) {
  const agent = new Agent()
  onTestFinished(() => agent.destroy())
  return askForCard(`http://127.0.0.1:${await listen(createServer(deal))}`, { agent })
}

const answerWith =
  (body: string): RequestListener =>
  (_request, response) =>
    response.end(body)

test('the card comes from the well-known path', async () => {
  const paths: unknown[] = []
  const card = await ask((request, response) => {
    paths.push([request.method, request.url])
    response.end(JSON.stringify({ ...CARD, addresses: ['10.0.0.1'] }))
  })
  expect(card).toEqual(CARD)
  expect(paths).toEqual([['GET', CARD_PATH]])
})

test.each([
  ['nothing', ''],
  ['a page', '<!doctype html><title>Router</title>'],
  ['JSON of another kind', '[]'],
  ['no version', JSON.stringify({ ...CARD, version: undefined })],
  ['a version with markup', JSON.stringify({ ...CARD, version: '<b>1</b>' })],
  ['a name that is none', JSON.stringify({ ...CARD, name: { toString: 'x' } })],
  ['a name that reorders text', JSON.stringify({ ...CARD, name: '\u202eevil' })],
  ['a name of 10 kB', JSON.stringify({ ...CARD, name: 'x'.repeat(10_000) })],
  ['a card of 10 kB', JSON.stringify({ ...CARD, more: 'x'.repeat(10_000) })],
  ['a secure door that is none', JSON.stringify({ ...CARD, secure: { port: 0 } })],
])('%s is no card', async (_, body) => {
  expect(await ask(answerWith(body))).toBeUndefined()
})

test('a host is asked by https too, whoever signed its certificate', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Lanline' }])
  const port = await listen(createSecureServer({ key, cert }, answerWith(JSON.stringify(CARD))))
  expect(await askForCard(`https://127.0.0.1:${port}`)).toEqual(CARD)
  await expect(askForCard(`http://127.0.0.1:${port}`)).rejects.toThrow()
})

test('a body without end is no card', async () => {
  expect(
    await ask((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(1_000)));
      }
      response.on('drain', more)
      more()
    }),
  ).toBeUndefined()
})

test('a redirect is not followed', async () => {
  const paths: unknown[] = []
  const answer = await ask((request, response) => {
    paths.push(request.url)
    response.writeHead(302, { location: '/elsewhere' }).end(JSON.stringify(CARD))
  })
  expect(answer).toBeUndefined()
  expect(paths).toEqual([CARD_PATH])
})

test('a card with another status is none', async () => {
  expect(await ask((_request, response) => response.writeHead(404).end(JSON.stringify(CARD)))).toBeUndefined()
})

test.each([
  ['says nothing', () => {}],
  ['says half of it', (_, response) => response.write('{')],
] satisfies [string, RequestListener][])('a host that %s is given up on', async (_, deal) => {
  await expect(ask(deal)).rejects.toThrow(/abort/i)
})

test.each([
  ['\u0000\u0001\u0002'],
  ['HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
  ['HTTP/1.1 200 OK\r\n'.repeat(2_000)],
])('what is not HTTP (%j) is no answer', async (bytes) => {
  const port = await listen(createTcpServer((socket) => void socket.on('error', () => {}).end(bytes)))
  await expect(askForCard(`http://127.0.0.1:${port}`)).rejects.toThrow()
})

test('where nothing listens it says so', async () => {
  const server = createTcpServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  await expect(askForCard(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('destroying the agent ends the question', async () => {
  const agent = new Agent()
  const server = createTcpServer()
  const port = await listen(server)
  const answer = askForCard(`http://127.0.0.1:${port}`, { agent })
  const [socket] = await once(server, 'connection')
  agent.destroy()
  await expect(answer).rejects.toThrow('socket hang up')
  socket.destroy()
})

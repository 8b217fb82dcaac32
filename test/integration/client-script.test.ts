import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { pageDirectory, startHost } from '../helpers/host.js'
import { ask, exchange } from '../helpers/http.js'

expectNothingUnforeseen()

const SECRET = 'not for the page'
const PATH = '/socket.io/socket.io.js'
const SCRIPT = 'const io = 1\n'

async function pageWithClientScript(): Promise<string> {
  const directory = await pageDirectory()
  await mkdir(join(directory, 'socket.io'))
  await writeFile(join(directory, PATH), SCRIPT)
  await writeFile(join(directory, 'socket.io', 'other.js'), SECRET)
  return directory
}

test('is served from beside the page, to pages of other origins too', async () => {
  const host = await startHost({ pageDirectory: await pageWithClientScript() })
  for (const path of [PATH, `${PATH}?v=4`]) {
    const answer = await ask(host.port, path)
    expect(answer).toMatchObject({ status: 200, body: SCRIPT })
    expect(answer.headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/)
  }
})

test('is all there is under its path', async () => {
  const host = await startHost({ pageDirectory: await pageWithClientScript() })
  for (const path of ['/socket.io/other.js', '/socket.io/', `${PATH}/x`, '/socket.io/socket%2Eio.js']) {
    const { status, body } = await ask(host.port, path)
    expect(status).toBe(400)
    expect(body).not.toContain(SECRET)
  }
})

test('is kept from who asks by the wrong name or method', async () => {
  const host = await startHost({ pageDirectory: await pageWithClientScript() })
  expect((await ask(host.port, PATH, { headers: { host: 'evil.example' } })).status).toBe(421)
  expect((await ask(host.port, PATH, { method: 'POST' })).status).toBe(405)
})

test('asked for as a WebSocket ends with that connection', async () => {
  const host = await startHost({ pageDirectory: await pageWithClientScript() })
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
  for (const name of ['localhost', 'evil.example']) {
    await exchange(host.port, `GET ${PATH} HTTP/1.1\r\nHost: ${name}\r\n${upgrade}\r\n`)
  }
  expect((await ask(host.port, PATH)).status).toBe(200)
  await expectGoodService(host)
})

import { createHash } from 'node:crypto'
import { mkdir, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { INDEX, pageDirectory, SCRIPT, startHost } from '../helpers/host.js'
import { type Answer, ask, exchange, POLLING, PollingSession } from '../helpers/http.js'

const SECRET = 'not part of the page'

/** The directives of a Content Security Policy by name. */
function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/)
      return [name, values]
    }),
  )
}

function expectSecurityHeaders({ headers }: Answer): void {
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(headers['permissions-policy']).toContain('camera=(self)')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('the page', () => {
  test.each([
    '/',
    '/index.html',
    '/standup',
    '/standup/',
    '/assets',
    '/assets/',
    '/Stand-Up',
    '/%D0%9B%D0%B5%D0%BA',
    '/a%2Fb',
    '/?x=1',
    '/standup?x=/y/z',
  ])('is at %s', async (path) => {
    const host = await startHost()
    const answer = await ask(host.port, path)
    expect(answer).toMatchObject({ status: 200, body: INDEX })
    expect(answer.headers['content-type']?.toLowerCase()).toMatch(/^text\/html; ?charset=utf-8$/)
    expect(answer.headers['cache-control']).toBe('no-cache')
    expectSecurityHeaders(answer)
  })

  test('comes compressed to those who take that', async () => {
    const directory = await pageDirectory()
    const name = 'app-abc123.js'
    await writeFile(join(directory, 'assets', `${name}.gz`), gzipSync(SCRIPT))
    const host = await startHost({ pageDirectory: directory })
    const path = `/assets/${name}`
    const url = `http://127.0.0.1:${host.port}${path}`
    const compressed = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
    expect(compressed.headers.get('content-encoding')).toBe('gzip')
    expect(compressed.headers.get('content-type')).toMatch(/^(text|application)\/javascript/)
    expect(compressed.headers.get('vary')).toContain('Accept-Encoding')
    expect(compressed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await compressed.text()).toBe(SCRIPT)
    const plain = await ask(host.port, path)
    expect(plain).toMatchObject({ status: 200, body: SCRIPT })
    expect(plain.headers).not.toHaveProperty('content-encoding')
  })

  test('spares itself a process of its own where no other page has opened it', async () => {
    const host = await startHost()
    const policyFor = async (site: string) => {
      const answer = await ask(host.port, '/standup', { headers: { 'Sec-Fetch-Site': site } })
      return answer.headers['cross-origin-opener-policy']
    }
    expect(await policyFor('none')).toBeUndefined()
    for (const site of ['cross-site', 'same-site', 'same-origin']) expect(await policyFor(site)).toBe('same-origin')
  })

  test('comes with the words that are read first in the language that a browser prefers', async () => {
    const directory = await pageDirectory()
    for (const language of ['en', 'ru'])
      await writeFile(join(directory, 'assets', `first-${language}-abc123.js`), SCRIPT)
    const host = await startHost({ pageDirectory: directory })
    const linkOf = async (path: string, languages: string) => {
      const answer = await fetch(`http://127.0.0.1:${host.port}${path}`, { headers: { 'accept-language': languages } })
      return answer.headers.get('link')
    }
    const russian = '</assets/first-ru-abc123.js>; rel="modulepreload"'
    expect(await linkOf('/', 'ru')).toBe(russian)
    expect(await linkOf('/standup?x=1', 'de-AT,ru;q=0.7,en;q=0.3')).toBe(russian)
    expect(await linkOf('/standup', '*')).toContain('first-en')
    expect(await linkOf('/standup', 'ko')).toBeNull()
    expect(await linkOf('/assets/app-abc123.js', 'ru')).toBeNull()
  })

  test('has files to be kept for good', async () => {
    const host = await startHost()
    const answer = await ask(host.port, '/assets/app-abc123.js')
    expect(answer).toMatchObject({ status: 200, body: SCRIPT })
    expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expectSecurityHeaders(answer)
  })

  test('is confirmed unchanged by its tag', async () => {
    const host = await startHost()
    const first = await ask(host.port, '/')
    const etag = first.headers.etag ?? ''
    expect(etag).not.toBe('')
    const again = await ask(host.port, '/', { headers: { 'if-none-match': etag } })
    expect(again).toMatchObject({ status: 304, body: '' })
    expectSecurityHeaders(again)
  })

  test('allows nothing but its own files, and connections to any host', async () => {
    const host = await startHost()
    const { headers } = await ask(host.port, '/')
    const policy = directives(String(headers['content-security-policy']))
    expect(policy).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'style-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['lanline-worker'],
    })
    const { 'connect-src': connections, ...others } = policy
    expect(connections).toEqual(["'self'", 'ws:', 'wss:', 'http:', 'https:'])
    // WebAssembly of the page's own is compiled, but no text is run as a script.
    expect(JSON.stringify(others)).not.toMatch(/(?<!wasm-)unsafe|\*|https?:/)
  })

  test('lets a script in its own text run, and no other', async () => {
    const directory = await pageDirectory()
    const script = 'console.log("early")'
    await writeFile(join(directory, 'index.html'), INDEX.replace('<title>', `<script>${script}</script><title>`))
    const host = await startHost({ pageDirectory: directory })
    const { headers } = await ask(host.port, '/')
    const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`
    expect(directives(String(headers['content-security-policy']))['script-src']).toEqual([
      "'self'",
      "'wasm-unsafe-eval'",
      hash,
    ])
  })

  test('is answered to HEAD without a body', async () => {
    const host = await startHost()
    const get = await ask(host.port, '/')
    const head = await ask(host.port, '/', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers['content-length']).toBe(get.headers['content-length'])
    expectSecurityHeaders(head)
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('is not there for %s', async (method) => {
    const host = await startHost()
    const answer = await ask(host.port, '/', { method })
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    expectSecurityHeaders(answer)
  })

  test.each([
    'bytes=0-3',
    'bytes=5-2',
    'bytes=9-0',
    'bytes=-',
    'bytes=999999-',
    'bytes=0-1,3-4',
    'bytes=a-b',
    'lines=1-2',
  ])('comes whole or not at all for the range %s', async (range) => {
    const host = await startHost()
    for (const path of ['/', '/standup', '/assets/app-abc123.js']) {
      const { status, body } = await ask(host.port, path, { headers: { range } })
      expect([200, 416]).toContain(status)
      expect(['', INDEX, SCRIPT]).toContain(body)
    }
    expect(await ask(host.port, '/')).toMatchObject({ status: 200, body: INDEX })
  })
})

describe('not found are', () => {
  test.each([
    '/a/b',
    '/assets/missing.js',
    '/standup/more',
    '/socket.io.js/x',
    '//',
    '/a//b',
    '/assets/app-abc123.js/x',
  ])('%s', async (path) => {
    const host = await startHost()
    const answer = await ask(host.port, path)
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.headers['cache-control'] ?? '').not.toContain('immutable')
    expectSecurityHeaders(answer)
  })

  test.each(['/socket.io/socket.io.js', '/socket.io/socket.io.min.js.map', '/socket.io/other.js'])(
    '%s, where Socket.IO says no or the page has no such file',
    async (path) => {
      const host = await startHost()
      expect([400, 404]).toContain((await ask(host.port, path)).status)
    },
  )
})

/** A page directory with secrets around it: a folder above, one beside with the same beginning, a hidden file inside. */
async function surroundedPage(): Promise<string> {
  const outer = await pageDirectory()
  const directory = join(outer, 'page')
  await mkdir(join(directory, 'assets'), { recursive: true })
  await mkdir(join(outer, 'page-backup'))
  await writeFile(join(directory, 'index.html'), INDEX)
  await writeFile(join(directory, 'assets', 'app-abc123.js'), SCRIPT)
  for (const file of ['package.json', 'page-backup/secret.txt', 'page/.env', 'page/assets/.hidden']) {
    await writeFile(join(outer, file), SECRET)
  }
  return directory
}

const ESCAPES = [
  ...['/../package.json', '/..%2fpackage.json', '/..%2Fpackage.json', '/%2e%2e/package.json', '/%2e%2e%2fpackage.json'],
  ...['/.%2e/package.json', '/%252e%252e%252fpackage.json', '/%c0%ae%c0%ae/package.json', '/..;/package.json'],
  ...['/..\\package.json', '/..%5cpackage.json', '\\..\\package.json', '/assets\\..\\..\\package.json'],
  ...['/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/./../package.json', '/x/../../package.json'],
  ...['//package.json', '/../page-backup/secret.txt', '/..%2fpage-backup%2fsecret.txt', '-backup/secret.txt'],
  ...['http://localhost/../package.json', 'http://evil.example/package.json', '/package.json%00.html', '/../package'],
  ...['/.env', '/%2eenv', '/assets/.hidden', '/./.env', '/etc/passwd', '//etc/passwd', 'file:///etc/passwd', '*'],
  ...['/../../../../../../../../etc/passwd', '/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd', '/proc/self/environ'],
]

test.each(ESCAPES)('%s leads to no file outside the page', async (path) => {
  const host = await startHost({ pageDirectory: await surroundedPage() })
  const { status, body } = await ask(host.port, path)
  expect(body).not.toContain(SECRET)
  expect(body).not.toContain('root:')
  expect([200, 400, 404]).toContain(status)
  if (status === 200) expect(body).toBe(INDEX)
})

describe('by the wrong name', () => {
  const NAMES = ['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', 'x']

  test.each(NAMES)('"%s" nothing is served', async (name) => {
    const host = await startHost()
    for (const path of ['/', '/assets/app-abc123.js', '/a/b']) {
      const answer = await ask(host.port, path, { headers: { host: name } })
      expect(answer.status).toBe(421)
      expect(answer.body).not.toContain('script')
      expectSecurityHeaders(answer)
    }
    expect((await ask(host.port, POLLING, { headers: { host: name } })).status).toBe(403)
  })

  test('nobody is let in over websocket', async () => {
    const host = await startHost()
    const foreign = host.client({ extraHeaders: { host: 'evil.example' } })
    await expect(foreign.connect()).rejects.toThrow()
  })

  test('nothing is served to those who give none', async () => {
    const host = await startHost()
    expect(await exchange(host.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
    expect(await exchange(host.port, 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 421 /,
    )
    expect(await exchange(host.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  test.each(['localhost', '[::1]:1', '192.168.1.5:8080'])('but %s is none of those', async (name) => {
    const host = await startHost()
    expect(await ask(host.port, '/', { headers: { host: name } })).toMatchObject({ status: 200, body: INDEX })
  })
})

describe.each(['websocket', 'polling'])('over %s', (transport) => {
  const from = (origin: string) => ({ transports: [transport], extraHeaders: { origin } })

  test.each(['http://evil.example', 'https://127.0.0.1.evil.example', 'null', 'file://', 'http://192.168.1.5:8080'])(
    'a page of %s is refused',
    async (origin) => {
      const host = await startHost()
      await expect(host.connect(from(origin))).rejects.toThrow(
        `${transport === 'polling' ? 'xhr poll' : transport} error`,
      )
    },
  )

  test.each(['http://localhost:5173', 'http://127.0.0.1:1', 'http://[::1]:8080', 'https://localhost'])(
    'a page of %s is let in',
    async (origin) => {
      const host = await startHost()
      const page = await host.connect(from(origin))
      expect(await page.join('standup')).toMatchObject({ initiator: true })
    },
  )
})

test.each(['192.168.1.5:8080', '[fd00::2]:8080'])("the host's own page, opened by %s, is let in", async (name) => {
  const host = await startHost()
  const headers = { host: name, origin: `http://${name}` }
  await (await host.connect({ extraHeaders: headers })).roundTrip()
  const session = await PollingSession.open(host.port, headers)
  await session.send('40')
  expect((await session.receive())[0]).toMatch(/^40\{"sid"/)
})

test('only allowed pages may read answers across origins', async () => {
  const host = await startHost()
  const allowed = await ask(host.port, POLLING, { headers: { origin: 'http://localhost:5173' } })
  expect(allowed.headers['access-control-allow-origin']).toBe('http://localhost:5173')
  const foreign = await ask(host.port, POLLING, { headers: { origin: 'http://evil.example' } })
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
})

describe('a page that changes while it is served', () => {
  test('loses a file without the host minding', async () => {
    const directory = await pageDirectory()
    const host = await startHost({ pageDirectory: directory })
    await unlink(join(directory, 'assets', 'app-abc123.js'))
    await ask(host.port, '/assets/app-abc123.js').catch(() => {})
    expect(await ask(host.port, '/')).toMatchObject({ status: 200, body: INDEX })
    await rm(directory, { recursive: true })
    await ask(host.port, '/').catch(() => {})
    await ask(host.port, '/standup', { method: 'HEAD' }).catch(() => {})
    const ann = await host.connect()
    expect(await ann.join('standup')).toMatchObject({ initiator: true })
  })

  test('gains none', async () => {
    const directory = await pageDirectory()
    const host = await startHost({ pageDirectory: directory })
    await writeFile(join(directory, 'assets', 'new.js'), SECRET)
    expect((await ask(host.port, '/assets/new.js')).status).toBe(404)
  })

  test('and has no index says so', async () => {
    const directory = await pageDirectory()
    await unlink(join(directory, 'index.html'))
    const host = await startHost({ pageDirectory: directory })
    expect((await ask(host.port, '/')).status).toBe(500)
    expect((await ask(host.port, '/assets/app-abc123.js')).status).toBe(200)
  })
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Fingerprint } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import { inUrl } from '../../common/ip-address.js'
import type { HostReport } from '../helpers/headless-host.js'
import { Client, page } from '../helpers/host.js'

const HOST = fileURLToPath(new URL('../../out/main/host.js', import.meta.url))

/** Stands in for the home of an account, so that nothing of this one's is read or written. */
const home = mkdtempSync(join(tmpdir(), 'lanline-home-'))
const HOME = { HOME: home, XDG_DATA_HOME: home, APPDATA: home, LOCALAPPDATA: home }
afterAll(() => rmSync(home, { recursive: true, force: true }))

beforeAll(() => {
  if (!existsSync(HOST)) throw new Error('out/main/host.js is missing: run "npm run build" before these tests.')
})

/** The command line host in a process of its own, ended with the test. */
class Command {
  readonly process: ChildProcess
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>
  #stdout = ''
  #stderr = ''

  constructor(...args: string[]) {
    const env = { ...process.env, ...HOME }
    this.process = spawn(process.execPath, [HOST, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
    this.process.stdout?.on('data', (chunk) => {
      this.#stdout += chunk
    })
    this.process.stderr?.on('data', (chunk) => {
      this.#stderr += chunk
    })
    this.ended = once(this.process, 'close').then(([code]) => ({ code, stdout: this.#stdout, stderr: this.#stderr }))
    onTestFinished(() => void this.process.kill('SIGKILL'))
  }

  /** What it has printed by the time a line matches `last`; fails if it ends before. */
  async printed(last: RegExp): Promise<string> {
    while (!last.test(this.#stdout)) {
      const more = await Promise.race([once(this.process.stdout as NodeJS.EventEmitter, 'data'), this.ended])
      if (!Array.isArray(more)) throw new Error(`ended instead: ${JSON.stringify(more)}`)
    }
    return this.#stdout
  }

  async ready(): Promise<
    Pick<HostReport, 'port' | 'lanAddress' | 'addresses' | 'urls' | 'operatorUrl'> & Partial<HostReport>
  > {
    return JSON.parse(await this.printed(/\n/))
  }

  /** Ends it as a person or the system does. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Command['ended'] {
    this.process.kill(signal)
    return this.ended
  }
}

/** A connected client of the host on that port of loopback. */
async function connect(port: number, options: ConstructorParameters<typeof Client>[1] = {}): Promise<Client> {
  const client = new Client(`http://127.0.0.1:${port}/`, options)
  onTestFinished(() => void client.socket.disconnect())
  await client.connect()
  return client
}

test('--help explains every option and ends', async () => {
  const { code, stdout, stderr } = await new Command('--help').ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const source = readFileSync(new URL('../../main/cli/options.ts', import.meta.url), 'utf8')
  const options = [...source.matchAll(/^ {2}'?([a-z-]+)'?: { type: '(?:string|boolean)'/gm)].map(([, name]) => name)
  expect(options.length).toBeGreaterThan(10)
  for (const option of options) expect(stdout).toContain(`--${option}`)
})

test('--json prints one line when the host is ready', async () => {
  const command = new Command('--json', '--port', '0', '--no-secure', '--no-discovery')
  const { port, lanAddress, addresses, urls, operatorUrl, ...rest } = await command.ready()
  expect(rest).toEqual({})
  expect(port).toBeGreaterThan(0)
  expect(lanAddress).toBe(addresses[0] ?? null)
  expect(operatorUrl).toMatch(new RegExp(`^http://localhost:${port}/#operator=[\\w-]{22}$`))
  expect(urls).toEqual([
    `http://localhost:${port}/`,
    ...addresses.map((address) => `http://${inUrl(address)}:${port}/`),
  ])
  const page = await fetch(`http://127.0.0.1:${port}/`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<script type="module"')

  const { stdout, stderr } = await command.stop()
  expect(stdout).toMatch(/^[^\n]+\n$/)
  expect(stderr).toBe('')
})

test('without --json it says in words where the page is', async () => {
  const command = new Command('--port', '0', '--no-discovery')
  expect(await command.printed(/Ctrl\+C/)).toMatch(
    /^Lanline is ready.*\n(.*\n)*On this machine, open {2}http:\/\/localhost:\d+\/#operator=[\w-]{22}\n/,
  )
  expect((await command.stop()).stderr).toBe('')
})

/** A port of loopback that something else listens on. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as { port: number }).port
}

describe('--metrics', () => {
  const start = async (metrics: string) => {
    const command = new Command('--json', '--port', '0', '--no-secure', '--no-discovery', '--metrics', metrics)
    return { command, ...(await command.ready()) }
  }

  test('tells at an address of its own whether the host is well, and how much it has to do', async () => {
    const { command, port, metricsUrl = '' } = await start('127.0.0.1:0')
    expect(metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const [ann, bob] = [await connect(port), await connect(port)]
    await ann.join('standup')
    await bob.join('standup')
    const health = await fetch(`${metricsUrl}/healthz`)
    expect([health.status, await health.text()]).toEqual([200, 'ok\n'])
    expect((await fetch(`${metricsUrl}/livez`)).status).toBe(200)
    const metrics = await fetch(`${metricsUrl}/metrics`)
    expect(metrics.headers.get('content-type')).toContain('text/plain')
    const text = await metrics.text()
    for (const line of [
      'people 2',
      'rooms 1',
      'connections 2',
      'overloaded 0',
      'redis_away 0',
      'cut_off_total 0',
      'turned_away_total 0',
    ]) {
      expect(text).toContain(`\nlanline_${line}\n`)
    }
    expect(Number(/^lanline_packets_received_total (\d+)$/m.exec(text)?.[1])).toBeGreaterThanOrEqual(4)
    expect(text).toContain('process_cpu_seconds_total')
    expect((await command.stop()).code).toBe(0)
  })

  test('has nothing else there, and is nowhere else', async () => {
    const { port, metricsUrl } = await start('127.0.0.1:0')
    expect((await fetch(`${metricsUrl}/`)).status).toBe(404)
    expect((await fetch(`${metricsUrl}/metrics`, { method: 'POST' })).status).toBe(405)
    const elsewhere = await fetch(`http://127.0.0.1:${port}/metrics`)
    expect(await elsewhere.text()).not.toContain('lanline_people')
  })

  test('says in one line where it cannot be', async () => {
    const taken = await takenPort()
    const common = ['--port', '0', '--no-secure', '--no-discovery', '--metrics']
    const busy = await new Command(...common, `127.0.0.1:${taken}`).ended
    expect(busy).toMatchObject({ code: 1, stdout: '' })
    expect(busy.stderr).toMatch(new RegExp(`^--metrics cannot use 127\\.0\\.0\\.1:${taken}: .+\\n$`))
    for (const wrong of ['9464', 'localhost:9464', '127.0.0.1', '::1:9464', '127.0.0.1:70000']) {
      expect(await new Command(...common, wrong).ended).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^--metrics [^\n]+\n$/),
      })
    }
  })
})

test('a taken port is said clearly, and the next free one used', async () => {
  const taken = await takenPort()
  const command = new Command('--host', '127.0.0.1', '--port', String(taken))
  const output = await command.printed(/Ctrl\+C/)
  const [, used] = new RegExp(`^Port ${taken} is taken by another program; using (\\d+)\\.$`, 'm').exec(output) ?? []
  expect(Number(used)).toBeGreaterThan(taken)
  expect(output).toContain(`http://127.0.0.1:${used}/`)
  await connect(Number(used))
})

test('with --json a taken port shows in the one line', async () => {
  const taken = await takenPort()
  const command = new Command('--host', '127.0.0.1', '--json', '--port', String(taken))
  const { port } = await command.ready()
  expect(port).toBeGreaterThan(taken)
  expect((await command.stop()).stdout).toMatch(/^[^\n]+\n$/)
})

test('--host 127.0.0.1 binds that address alone and does not promise others anything', async () => {
  const command = new Command('--host', '127.0.0.1', '--json', '--port', '0', '--no-secure')
  const { port, operatorUrl, ...where } = await command.ready()
  expect(operatorUrl).toMatch(`http://127.0.0.1:${port}/#operator=`)
  expect(where).toEqual({ lanAddress: null, addresses: [], urls: [`http://127.0.0.1:${port}/`] })
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow()

  const inWords = await new Command('--host', '127.0.0.1', '--port', '0', '--secure-port', '0').printed(/Ctrl\+C/)
  expect(inWords).toContain('only this machine')
  expect(inWords).not.toContain('Others')
  expect(inWords).not.toContain('fingerprint')
})

test('--capacity lets that many into a room', async () => {
  const { port } = await new Command('--host', '127.0.0.1', '--json', '--port', '0', '--capacity', '3').ready()
  for (const name of ['Ann', 'Bob', 'Cem']) await (await connect(port, page(name))).join('standup')
  expect(await (await connect(port)).ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
})

test('without --capacity eight pages fit in a room, and two clients of a tutorial', async () => {
  const { port } = await new Command('--host', '127.0.0.1', '--json', '--port=0').ready()
  for (let count = 0; count < 8; count++) await (await connect(port, page('Ann'))).join('standup')
  expect(await (await connect(port, page('Bob'))).ask('create or join', 'standup')).toMatchObject({ code: 'room-full' })
  for (let count = 0; count < 2; count++) await (await connect(port)).join('foo')
  expect(await (await connect(port)).ask('create or join', 'foo')).toMatchObject({ code: 'room-full' })
})

test('--allow-origin lets pages of those origins in, and no others', async () => {
  const origins = ['http://192.168.1.9:3000', 'https://CALLS.example:443/']
  const allow = origins.flatMap((origin) => ['--allow-origin', origin])
  const { port } = await new Command('--host', '127.0.0.1', '--json', '--port', '0', ...allow).ready()
  for (const origin of ['http://192.168.1.9:3000', 'https://calls.example']) {
    await (await connect(port, { extraHeaders: { origin } })).join(origin)
  }
  await expect(connect(port, { extraHeaders: { origin: 'http://calls.example' } })).rejects.toThrow()
})

test("Socket.IO's client script is served to pages of other making", async () => {
  const { port } = await new Command('--host', '127.0.0.1', '--json', '--port', '0').ready()
  const script = await fetch(`http://127.0.0.1:${port}/socket.io/socket.io.js`)
  expect(script.status).toBe(200)
  expect(script.headers.get('content-type')).toMatch(/javascript/)
  expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const text = await script.text()
  expect(text).toContain('Socket.IO v4')
  expect(text).not.toContain('sourceMappingURL')
  expect((await fetch(`http://127.0.0.1:${port}/socket.io/socket.io.min.js`)).status).toBe(400)
})

describe('refused with one line and exit code 2 is', () => {
  test.each([
    [['--unknown'], '--unknown'],
    [['-x'], '-x'],
    [['standup'], 'standup'],
    [['--port'], '--port'],
    [['--port', '--json'], '--port'],
    [['--port', 'abc'], 'abc'],
    [['--port', '70000'], '70000'],
    [['--port', '65536'], '65536'],
    [['--port=-1'], '-1'],
    [['--port', '80.5'], '80.5'],
    [['--port', '1e3'], '1e3'],
    [['--port', ''], '--port'],
    [['--port', '99999999999999999999'], '65535'],
    [['--capacity'], '--capacity'],
    [['--capacity', '1'], '8'],
    [['--capacity', '9'], '2'],
    [['--capacity', '2.5'], '2.5'],
    [['--capacity', 'many'], 'many'],
    [['--secure-port', 'abc'], 'abc'],
    [['--secure-port', '65536'], '65535'],
    [['--no-secure=yes'], '--no-secure'],
    [['--name', ' '], '--name'],
    [['--name', 'x'.repeat(41)], '40'],
    [['--passcode', ''], '128'],
    [['--passcode', ' '], '128'],
    [['--data'], '--data'],
    [['--host'], '--host'],
    [['--host', 'nonsense'], 'nonsense'],
    [['--host', '999.1.1.1'], '999.1.1.1'],
    [['--host', '127.0.0.1:8080'], '127.0.0.1:8080'],
    [['--host', 'two\nlines'], 'two'],
    [['--json=yes'], '--json'],
    [['--allow-origin'], '--allow-origin'],
    [['--allow-origin', '*'], '*'],
    [['--allow-origin', 'null'], 'null'],
    [['--allow-origin', '192.168.1.9:3000'], '192.168.1.9:3000'],
    [['--allow-origin', 'http://192.168.1.9/page'], 'http://192.168.1.9/page'],
    [['--allow-origin', 'http://ann@192.168.1.9'], 'http://ann@192.168.1.9'],
    [['--allow-origin', 'file:///page'], 'file:///page'],
    [['--allow-origin', 'http://good.example', '--allow-origin', 'bad'], 'bad'],
  ])('%j', async (args, named) => {
    const { code, stdout, stderr } = await new Command(...args).ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(named)
    expect(stderr).not.toMatch(/ at |\.js:|ERR_|TypeError/)
  })
})

test('a passcode that cannot be is refused without repeating it', async () => {
  const { code, stderr } = await new Command('--passcode', 'sesame'.repeat(30)).ended
  expect(code).toBe(2)
  expect(stderr).not.toContain('sesame')
})

describe('with a passcode', () => {
  const comesIn = async (command: Command) => {
    const { port } = await command.ready()
    await expect(connect(port)).rejects.toMatchObject({ data: { code: 'passcode-required' } })
    await connect(port, { auth: { passcode: 'sesame' } })
    expect(JSON.stringify((await command.stop()).stdout)).not.toContain('sesame')
  }

  test('on the command line, only those come in who know it', () =>
    comesIn(new Command('--host', '127.0.0.1', '--json', '--port', '0', '--passcode', 'sesame')))

  test('so with one in the environment', async () => {
    process.env['LANLINE_PASSCODE'] = 'sesame'
    const command = new Command('--host', '127.0.0.1', '--json', '--port', '0')
    delete process.env['LANLINE_PASSCODE']
    await comesIn(command)
  })

  test('so with one in a file', async () => {
    const file = join(home, 'passcode')
    await writeFile(file, 'sesame\n')
    await comesIn(new Command('--host', '127.0.0.1', '--json', '--port', '0', '--passcode-file', file))
  })

  test('a file that is not there, or a passcode given twice, is refused with one line and exit code 2', async () => {
    for (const args of [[join(home, 'nowhere')], [join(home, 'nowhere'), '--passcode', 'sesame']]) {
      const { code, stdout, stderr } = await new Command('--port', '0', '--passcode-file', ...args).ended
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/^(?:The file of the passcode cannot be read|Give either).*\n$/)
    }
  })
})

test('the secure door is told with its fingerprint, and is not there with --no-secure', async () => {
  const data = join(home, 'kept')
  const start = (...args: string[]) =>
    new Command('--no-discovery', '--json', '--port', '0', '--data', data, ...args).ready()
  const { securePort, secureUrls, fingerprint, addresses } = await start('--secure-port', '0')
  expect(secureUrls).toEqual(addresses.map((address) => `https://${inUrl(address)}:${securePort}/`))
  expect(v.parse(Fingerprint, fingerprint)).toBe(await fingerprintAt(securePort as number))
  expect((await start('--secure-port', '0')).fingerprint).toBe(fingerprint)
  expect(await start('--no-secure')).not.toHaveProperty('securePort')
})

/** The fingerprint of the certificate that is really presented there. */
async function fingerprintAt(port: number): Promise<string> {
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

test('--check tells what it finds by name, in words or as JSON, and ends', async () => {
  const taken = await takenPort()
  const args = ['--check', '--host', '127.0.0.1', '--port', String(taken), '--no-secure', '--no-discovery']
  const { code, stdout } = await new Command(...args, '--json').ended
  const { findings } = JSON.parse(stdout) as { findings: Finding[] }
  expect(code).toBe(1)
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'port-taken', facts: expect.objectContaining({ port: String(taken) }) }),
  )
  const inWords = await new Command(...args).ended
  expect(inWords.stdout).toContain(`port-taken: Port ${taken} is taken by`)
  expect(inWords.stderr).toMatch(/^Looking at the network/)
})

test('an address of another machine is refused with one line and exit code 1', async () => {
  const { code, stdout, stderr } = await new Command('--host', '203.0.113.1', '--port', '0').ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^203\.0\.113\.1 is not an address of this machine.*\n$/)
})

test.each([
  ['where no folder can be', '/proc/nope'],
  ['where a file is', process.execPath],
])('a data folder %s is refused with one line and exit code 1', async (_where, folder) => {
  const { code, stdout, stderr } = await new Command('--host', '127.0.0.1', '--port', '0', '--data', folder).ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^The folder .* cannot be used.*\n$/)
  expect(stderr).toContain(folder)
})

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test('ends the host cleanly, and clients are told', async () => {
    const command = new Command('--host', '127.0.0.1', '--json', '--port', '0')
    const { port } = await command.ready()
    const ann = await connect(port)
    await ann.join('standup')
    const disconnected = ann.disconnected()
    const { code, stderr } = await command.stop(signal)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await ann.next('closing')).toEqual([])
    expect(await disconnected).not.toBe('')
  })

  test('ends the host although somebody holds a connection open', async () => {
    const command = new Command('--host', '127.0.0.1', '--json', '--port', '0')
    const { port } = await command.ready()
    const page = await fetch(`http://127.0.0.1:${port}/`)
    await page.text()
    expect(await command.stop(signal)).toMatchObject({ code: 0 })
  })
})

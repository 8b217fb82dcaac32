import { describe, expect, test, vi } from 'vitest'
import { isAllowedOrigin, isOwnHost, tellingHeaders } from '../../../../main/host/access.js'

const machine = vi.hoisted(() => ({ name: 'MyPC' }))
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  hostname: () => machine.name,
}))

describe('the Host header', () => {
  test.each([
    ...['localhost', 'localhost:8080', 'LOCALHOST:8080', 'app.localhost:8080', 'localhost.', 'localhost.:8080'],
    ...['127.0.0.1', '127.0.0.1:8080', '192.168.1.5:8080', '10.0.0.1', '8.8.8.8:80', '169.254.1.1:8080'],
    ...['[::1]', '[::1]:8080', '[fe80::1]:8080', '[FD00::2]:8080', '[::ffff:192.168.1.5]:8080'],
    ...['mypc', 'MYPC:8080', 'mypc.local', 'MyPC.Local:8080', 'mypc.local.:8080'],
  ])('may be "%s"', (header) => {
    expect(isOwnHost(header)).toBe(true)
  })

  test.each([
    ...['evil.com', 'evil.com:8080', 'rebind.evil.com', '192.168.1.5.evil.com', '127.0.0.1.nip.io:8080'],
    ...['localhost.evil.com', 'notlocalhost', 'local', 'mypc.evil.com', 'mypc.local.evil.com', 'notmypc', 'pc.local'],
    ...['', ' ', ':8080', '[::1', '999.1.1.1', '1.2.3.4:99999', 'localhost:99999', 'undefined', 'null', '%'],
  ])('may not be "%s"', (header) => {
    expect(isOwnHost(header)).toBe(false)
  })

  test('may not be missing', () => {
    expect(isOwnHost(undefined)).toBe(false)
  })

  test.each([
    ['MyPC.local', ['mypc', 'mypc.local'], ['mypc.local.local', 'local']],
    ['mypc.fritz.box', ['mypc', 'mypc.local', 'mypc.fritz.box'], ['fritz.box', 'other.fritz.box', 'mypc.fritz']],
  ])('may be every form of the machine name %s', (name, own, foreign) => {
    machine.name = name
    expect(own.filter((header) => !isOwnHost(header))).toEqual([])
    expect(foreign.filter((header) => isOwnHost(header))).toEqual([])
    machine.name = 'MyPC'
  })
})

describe('the Origin header', () => {
  test('may be missing, as programs that are no browsers send none', () => {
    expect(isAllowedOrigin(undefined, '192.168.1.5:8080')).toBe(true)
  })

  test.each([
    ['http://192.168.1.5:8080', '192.168.1.5:8080'],
    ['https://192.168.1.5:8443', '192.168.1.5:8443'],
    ['http://192.168.1.5', '192.168.1.5'],
    ['http://mypc.local:8080', 'mypc.local:8080'],
    ['HTTP://MYPC:8080', 'mypc:8080'],
    ['http://mypc:8080', 'MYPC:8080'],
    ['http://[fd00::2]:8080', '[fd00::2]:8080'],
    ['http://localhost', '192.168.1.5:8080'],
    ['http://localhost:5173', '192.168.1.5:8080'],
    ['http://LOCALHOST:5173', '192.168.1.5:8080'],
    ['https://app.localhost', '192.168.1.5:8080'],
    ['http://127.0.0.1:9000', '192.168.1.5:8080'],
    ['http://127.9.9.9', '192.168.1.5:8080'],
    ['http://[::1]:9000', '192.168.1.5:8080'],
    ['http://localhost:9000', undefined],
  ])('may be %s on the host %s', (origin, host) => {
    expect(isAllowedOrigin(origin, host)).toBe(true)
  })

  test.each([
    ['http://evil.com', '192.168.1.5:8080'],
    ['https://evil.com', 'localhost:8080'],
    ['http://192.168.1.6:8080', '192.168.1.5:8080'],
    ['http://192.168.1.5:8081', '192.168.1.5:8080'],
    ['http://192.168.1.5', '192.168.1.5:8080'],
    ['http://192.168.1.5:8080', '192.168.1.5'],
    ['http://192.168.1.5:8080.evil.com', '192.168.1.5:8080'],
    ['http://localhost.evil.com', 'localhost:8080'],
    ['http://evillocalhost', 'localhost:8080'],
    ['http://127.0.0.1.evil.com', '127.0.0.1:8080'],
    ['http://127.evil.com', '127.0.0.1:8080'],
    ['http://[::2]:8080', '[::1]:8080'],
    ['http://localhost@evil.com', 'localhost:8080'],
    ['null', 'localhost:8080'],
    ['', 'localhost:8080'],
    ['file://', 'localhost:8080'],
    ['file:///etc/passwd', ''],
    ['about:blank', ''],
    ['data:text/html,x', ''],
    ['chrome-extension://abcdefgh', 'localhost:8080'],
    ['localhost', 'localhost:8080'],
    ['//localhost', 'localhost:8080'],
    ['http://', ''],
    ['http://192.168.1.5:8080', undefined],
  ])('may not be %s on the host %s', (origin, host) => {
    expect(isAllowedOrigin(origin, host)).toBe(false)
  })
})

test('of the headers of a connection those are kept that tell where it comes from', () => {
  const telling = {
    ...{ host: '192.168.1.5:8080', origin: 'http://192.168.1.5:8080', via: '1.1 proxy' },
    ...{
      'x-forwarded-for': '1.2.3.4',
      forwarded: 'for=1.2.3.4',
      'x-real-ip': '1.2.3.4',
      'cf-connecting-ip': '1.2.3.4',
    },
  }
  const others = { 'user-agent': 'Mozilla/5.0', cookie: 'a=b', 'sec-websocket-key': 'eA==', upgrade: 'websocket' }
  expect(tellingHeaders({ ...others, ...telling })).toEqual(telling)
})

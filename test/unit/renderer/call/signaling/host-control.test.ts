import { Manager } from 'socket.io-client'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { HostControl } from '../../../../../renderer/call/signaling/host-control.js'
import { Doctor } from '../../../../../renderer/state/doctor.js'
import { managerOf, PretendSocket } from '../../../../helpers/pretend-socket.js'

vi.mock('socket.io-client', async (original) => ({ ...(await original<object>()), Manager: vi.fn() }))

let socket: PretendSocket
let control: HostControl

beforeEach(() => {
  socket = new PretendSocket()
  vi.mocked(Manager).mockImplementation(managerOf(socket))
  control = new HostControl('http://localhost:8080', () => ({ session: 's' }))
})

const FACTS = { name: 'Host', version: '1.0.0', hasPasscode: false, port: 8080, addresses: ['192.168.1.5'] }
const OPERATOR = { addresses: [], discovery: true, capacity: 8, people: [] }
const FOUND = [{ id: 'o', name: 'Other', origin: 'http://192.168.1.9:8080', version: '1.0.0', hasPasscode: true }]

describe('what the host tells', () => {
  test('is not known before, and is what it said last', () => {
    expect([control.facts.value, control.operator.value, control.found.value]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    socket.says('facts', { ...FACTS, hasPasscode: true })
    socket.says('facts', FACTS)
    socket.says('operator', OPERATOR)
    expect(control.facts.value).toEqual(FACTS)
    expect(control.operator.value).toEqual(OPERATOR)
  })

  test('is left out where it makes no sense', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    socket.says('facts', FACTS)
    socket.says('found', FOUND)
    for (const garbage of [undefined, null, 'facts', { ...FACTS, port: 0 }]) socket.says('facts', garbage)
    socket.says('found', [{ ...FOUND[0], origin: 'nowhere' }])
    expect(control.facts.value).toEqual(FACTS)
    expect(control.found.value).toEqual(FOUND)
  })

  test('of hosts that it found holds while it is there; of itself, until it tells anew', () => {
    socket.says('facts', FACTS)
    socket.says('operator', OPERATOR)
    socket.says('found', FOUND)
    socket.says('disconnect')
    expect(control.found.value).toBeUndefined()
    expect(control.facts.value).toEqual(FACTS)
    expect(control.operator.value).toEqual(OPERATOR)
  })
})

describe('what the host is to do', () => {
  test.each<[string, () => Promise<void>, unknown[]]>([
    ['pin an address', () => control.pin('10.0.0.2'), ['pin', '10.0.0.2']],
    ['pin none', () => control.pin(undefined), ['pin', null]],
    ['ask for a passcode', () => control.setPasscode('1234'), ['passcode', '1234']],
    ['ask for none', () => control.setPasscode(undefined), ['passcode', null]],
    ['be found', () => control.setDiscovery(true), ['discovery', true]],
    [
      'remove a person',
      () => control.remove({ id: 'b0b', until: 'restart' }),
      ['remove', { id: 'b0b', until: 'restart' }],
    ],
  ])('%s goes out as its payload', async (_what, act, packet) => {
    await act()
    expect(socket.asked).toEqual([packet])
  })

  test('look for what is wrong, for which it has longer, gives what it found', async () => {
    socket.reply = { ok: true, findings: [] }
    expect(await control.check()).toEqual([])
    expect(socket.asked).toEqual([['check']])
    socket.reply = { ok: true }
    await control.setDiscovery(false)
    const [check = 0, other = 0] = socket.timeouts
    expect(check).toBeGreaterThan(other)
  })

  test.each([
    [{ ok: false, code: 'not-allowed', message: 'Only whoever sits at the host may do that.' }, 'not-allowed'],
    ['yes', 'host-silent'],
    [undefined, 'host-silent'],
  ])('and does not, answering %j, rejects as %s', async (reply, code) => {
    socket.reply = reply
    await expect(control.remove({ id: 'b0b', until: 'restart' })).rejects.toMatchObject({ code })
  })

  test('finds, without findings, no answer', async () => {
    await expect(control.check()).rejects.toMatchObject({ code: 'host-silent' })
  })
})

test('whoever has the network checked learns in time that the host did not answer, though all that is asked is swallowed', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  // As Socket.IO keeps what is asked until it is connected, and gives it up where that comes to nothing.
  vi.spyOn(socket, 'timeout').mockImplementation((ms) => ({
    emit: (...packet: unknown[]) => {
      const answer = packet.pop() as (timeout: Error) => void
      setTimeout(() => answer(new Error('timeout')), ms)
    },
  }))
  const doctor = new Doctor(
    () => control.check(),
    () => ({ version: '', os: '' }),
  )
  doctor.open()
  expect(socket.active).toBe(true)
  // Two attempts to connect, the pause between them, and the 3 seconds that the host has.
  await vi.advanceTimersByTimeAsync(2_000 + 1_500 + 4_000 + 3_000)
  expect(doctor.outcome.value).toBe('checking')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(doctor.outcome.value).toBe('failed')
})

test('it connects once, and again to a host that has turned this page away', async () => {
  expect(socket.connect).not.toHaveBeenCalled()
  control.open()
  control.open()
  expect(socket.connect).toHaveBeenCalledOnce()
  await control.setDiscovery(true)
  expect(socket.connect).toHaveBeenCalledOnce()
  socket.active = false
  await control.setDiscovery(true)
  expect(socket.connect).toHaveBeenCalledTimes(2)
})

test('it goes by polling where the network swallows WebSockets, so that what is asked is answered in time', () => {
  control.open()
  socket.says('connect_error', new Error('timeout'))
  expect(socket.io.opts.transports).toEqual(['polling', 'websocket'])
  expect(socket.active).toBe(true)
})

test('it hears nothing more once it is closed', () => {
  control.close()
  socket.says('facts', FACTS)
  expect(control.facts.value).toBeUndefined()
  expect(socket.disconnect).toHaveBeenCalledOnce()
})

test('who one is, is asked before each handshake', () => {
  let session = 'first'
  control = new HostControl('http://localhost:8080', () => ({ session }))
  const options = vi.mocked(Manager).mock.lastCall as unknown as [string, { auth: (give: unknown) => void }]
  const given = vi.fn()
  options[1].auth(given)
  session = 'second'
  options[1].auth(given)
  expect([options[0], socket.nsp]).toEqual(['http://localhost:8080', '/host'])
  expect(given.mock.calls).toEqual([[{ session: 'first' }], [{ session: 'second' }]])
})

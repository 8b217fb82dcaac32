import { describe, expect, test, vi } from 'vitest'
import { MemoryDirectory, MemoryMailbox } from '../../../../main/host/memory.js'
import type { Packet } from '../../../../main/host/packet.js'
import { directoryContract } from '../../../helpers/directory-contract.js'

describe('the directory in memory', () => directoryContract(async () => new MemoryDirectory(), 150))

/** A mailbox, the lines that the test gives it, and what went over Socket.IO's own way to several of them. */
function mail() {
  const toAll = vi.fn()
  const emitter = (rooms: string | string[]) => ({ emit: (...packet: unknown[]) => toAll(rooms, ...packet) })
  const mailbox = new MemoryMailbox({ to: (rooms) => ({ ...emitter(rooms), except: () => emitter(rooms) }) })
  const line = (id: string) => ({
    id,
    connected: true,
    emit: vi.fn(),
    send: vi.fn<(packet: Packet) => void>(),
    sendSoon: vi.fn(),
    gather: vi.fn(),
    join: vi.fn(),
    leave: vi.fn(),
    disconnect: vi.fn(),
  })
  return { mailbox, line, toAll }
}

describe('the mailbox', () => {
  test('delivers at once to who is there, and keeps the rest for who is away', () => {
    const { mailbox, line } = mail()
    const first = line('socket 1')
    void mailbox.open('ann')
    mailbox.deliver('ann', 'bye', 'before')
    expect(mailbox.attach('ann', first)).toEqual({ isWhole: true })
    mailbox.deliver('ann', 'bye', 'now')
    mailbox.detach('ann')
    expect(mailbox.isAway('ann')).toBe(true)
    mailbox.deliver('ann', 'bye', 'meanwhile')
    const second = line('socket 2')
    mailbox.attach('ann', second)
    expect(first.emit.mock.calls).toEqual([
      ['bye', 'before'],
      ['bye', 'now'],
    ])
    expect(second.emit.mock.calls).toEqual([['bye', 'meanwhile']])
    expect(first.disconnect).not.toHaveBeenCalled()
  })

  test('says where not all was kept, and what was thrown away does not come', () => {
    const { mailbox, line } = mail()
    void mailbox.open('ann')
    for (let index = 0; index < 300; index++) mailbox.deliver('ann', 'bye', 'one')
    expect(mailbox.attach('ann', line('socket 1'))).toEqual({ isWhole: false })
    mailbox.detach('ann')
    mailbox.deliver('ann', 'bye', 'two')
    mailbox.discard('ann')
    const next = line('socket 2')
    expect(mailbox.attach('ann', next)).toEqual({ isWhole: true })
    expect(next.emit).not.toHaveBeenCalled()
  })

  test('ends the line before, which is no longer where one is', () => {
    const { mailbox, line } = mail()
    const [first, second] = [line('socket 1'), line('socket 2')]
    mailbox.attach('ann', first)
    first.disconnect.mockImplementation(() => expect(mailbox.isAt('ann', first)).toBe(false))
    mailbox.attach('ann', second)
    expect(first.disconnect).toHaveBeenCalledOnce()
    expect(mailbox.isAt('ann', second)).toBe(true)
  })

  test('sends the same to several by one packet, and keeps it for those who are away', () => {
    const { mailbox, line } = mail()
    const [ann, bob, cem] = [line('socket 1'), line('socket 2'), line('socket 3')]
    mailbox.attach('ann', ann)
    mailbox.attach('bob', bob)
    mailbox.attach('cem', cem)
    mailbox.detach('cem')
    mailbox.deliverAll(['ann', 'bob', 'cem', 'nobody'], 'bye', 'all')
    const packets = [ann, bob].map(({ send }) => send.mock.calls.map(([packet]) => packet))
    expect(packets).toEqual([[expect.objectContaining({ text: '2["bye","all"]' })], packets[0]])
    expect(packets[0]?.[0]).toBe(packets[1]?.[0])
    mailbox.attach('cem', cem)
    expect(cem.emit.mock.calls).toEqual([['bye', 'all']])
  })

  test.each([[[]], [['nobody', 'nobody else']]])('sends to nobody, not to everyone, where %j are named', (to) => {
    const { mailbox, line, toAll } = mail()
    const ann = line('socket 1')
    mailbox.attach('ann', ann)
    mailbox.deliverAll(to, 'bye', 'all')
    expect(toAll).not.toHaveBeenCalled()
    expect(ann.send).not.toHaveBeenCalled()
    expect(ann.emit).not.toHaveBeenCalled()
  })

  test('has those in the lobby who are to be, on whichever line, and none that has ended', () => {
    const { mailbox, line } = mail()
    const [first, second, ended] = [line('socket 1'), line('socket 2'), { ...line('socket 3'), connected: false }]
    mailbox.attach('ann', first)
    expect(first.join).toHaveBeenCalledWith('lobby')
    mailbox.setIn('room', 'ann', true)
    expect(first.leave).toHaveBeenCalledWith('lobby')
    mailbox.attach('ann', second)
    expect(second.join).not.toHaveBeenCalled()
    mailbox.setIn('room', 'ann', false)
    expect(second.join).toHaveBeenCalledOnce()
    mailbox.attach('ann', ended)
    expect(ended.join).not.toHaveBeenCalled()
  })

  test('has in the lobby who is in no other place', () => {
    const { mailbox, line } = mail()
    const ann = line('socket 1')
    mailbox.attach('ann', ann)
    mailbox.setIn('sample-rooms', 'ann', true)
    mailbox.setIn('room', 'ann', true)
    ann.join.mockClear()
    mailbox.setIn('room', 'ann', false)
    expect(ann.join).not.toHaveBeenCalled()
    mailbox.setIn('sample-rooms', 'ann', false)
    expect(ann.join.mock.calls).toEqual([['lobby']])
  })

  test('keeps nothing once it is closed, and ends the line', () => {
    const { mailbox, line } = mail()
    const ann = line('socket 1')
    mailbox.attach('ann', ann)
    mailbox.close('ann')
    expect(ann.disconnect).toHaveBeenCalledOnce()
    mailbox.deliver('ann', 'bye', 'late')
    expect(ann.emit).not.toHaveBeenCalled()
    const next = line('socket 2')
    mailbox.attach('ann', next)
    expect(next.emit).not.toHaveBeenCalled()
  })
})

import { expect, test } from 'vitest'
import { applyChanges, type ListChanges } from '../../common/list-changes.js'
import type { UserList } from '../../common/protocol.js'
import { type Client, page, startHost, type TestHost } from '../helpers/host.js'

/** A page that understands changes of the list, with the list as it makes it out of them. */
class ListReader {
  list: UserList | undefined
  bytes = 0
  wholeLists = 0
  readonly #waiting = new Set<() => void>()

  private constructor(readonly client: Client) {
    const { socket } = client
    socket.on('updateUserlist', (list) => {
      this.wholeLists++
      this.#show(list)
    })
    socket.on('listChanges', (changes: ListChanges) => {
      if (!this.list) throw new Error('changes came before a list')
      this.#show(applyChanges(this.list, changes))
    })
    socket.io.on('open', () => {
      socket.io.engine.on('packet', ({ data }) => {
        this.bytes += String(data ?? '').length
      })
    })
  }

  static async open(host: TestHost, name: string): Promise<ListReader> {
    const reader = new ListReader(host.client(page(name)))
    await reader.client.connect()
    await reader.client.ask('listChanges')
    return reader
  }

  get names(): string[] {
    return this.list?.users.map(({ name }) => name) ?? []
  }

  /** Resolves once the list is so. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      look()
    })
  }

  #show(list: UserList): void {
    this.list = list
    for (const look of this.#waiting) look()
  }
}

test('a page that asks for it is told what changes, and makes of it the list that others are told', async () => {
  const host = await startHost()
  const ann = await ListReader.open(host, 'Ann')
  const tutorial = await host.connect({ auth: { name: 'Tom' } })
  await ann.until(() => ann.names.includes('Tom'))
  const before = ann.wholeLists
  const bob = await host.connect(page('Bob'))
  await bob.join('standup')
  await ann.until(() => ann.list?.rooms.length === 1)
  await bob.ask('rename', { name: 'Robert' })
  await ann.until(() => ann.names.includes('Robert'))
  expect(ann.wholeLists).toBe(before)
  expect(ann.list).toEqual(await tutorial.listWhere(({ users }) => users.some(({ name }) => name === 'Robert')))
  bob.socket.disconnect()
})

test('a page that comes back from a room begins with a whole list, and misses nothing', async () => {
  const host = await startHost()
  const ann = await ListReader.open(host, 'Ann')
  const bob = await host.connect(page('Bob'))
  await ann.until(() => ann.names.includes('Bob'))
  await ann.client.join('standup')
  await bob.ask('rename', { name: 'Robert' })
  await bob.listWhere(({ users }) => users.some(({ name }) => name === 'Robert'))
  expect(ann.names).not.toContain('Robert')
  const before = ann.wholeLists
  await ann.client.ask('leave')
  await ann.until(() => ann.names.includes('Robert'))
  expect(ann.wholeLists).toBe(before + 1)
  await bob.ask('rename', { name: 'Rob' })
  await ann.until(() => ann.names.includes('Rob'))
  expect(ann.wholeLists).toBe(before + 1)
})

test('in a crowd one who gets another name costs each page little, and not the list of all', {
  timeout: 60_000,
}, async () => {
  const host = await startHost()
  const crowd: Client[] = []
  for (let number = 0; number < 80; number++) crowd.push(await host.connect(page(`person number ${number}`)))
  const [renamed] = crowd as [Client, ...Client[]]
  const ann = await ListReader.open(host, 'Ann')
  await host.connect(page('Bob'))
  await ann.until(() => ann.names.includes('Bob'))

  const { bytes } = ann
  await renamed.ask('rename', { name: 'Cem' })
  await ann.until(() => ann.names.includes('Cem'))
  const whole = JSON.stringify(ann.list).length
  console.log(`The list: ${whole} bytes; one other name in it: ${ann.bytes - bytes} bytes`)
  expect(ann.bytes - bytes).toBeLessThan(whole / 20)
})

import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'

/** A file as a worker and a page may write it. */
class FakeFile {
  bytes = new Uint8Array(0)
  /** By whom it was opened. */
  readonly opened: ('worker' | 'page')[] = []
  /** How often yet another page holds it. */
  held = 0
  /** The longest that the disk has room for. */
  room = 100

  async createSyncAccessHandle() {
    if (this.held-- > 0) throw new DOMException('Another has it.', 'NoModificationAllowedError')
    this.opened.push('worker')
    return {
      truncate: (size: number) => this.#resize(size),
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        const written = bytes.subarray(0, this.room - at)
        this.#resize(Math.max(this.bytes.length, at + written.length))
        this.bytes.set(written, at)
        return written.length
      },
      close: () => {},
    }
  }

  async createWritable() {
    this.opened.push('page')
    let at = 0
    return {
      truncate: async (size: number) => this.#resize(size),
      seek: async (to: number) => {
        at = to
      },
      write: async (bytes: Uint8Array) => {
        this.#resize(at + bytes.length)
        this.bytes.set(bytes, at)
      },
      close: async () => {},
    }
  }

  get asFile(): FileSystemFileHandle {
    return this as unknown as FileSystemFileHandle
  }

  #resize(size: number): void {
    const bytes = new Uint8Array(size)
    bytes.set(this.bytes.subarray(0, size))
    this.bytes = bytes
  }
}

type Listener = (event: { data: unknown }) => void

/** The page's worker, which runs in the test's own thread; what is handed over to it is gone here as in browsers. */
class FakeWorker {
  static canStart = true
  onmessage: Listener | null = null
  onerror: (() => void) | null = null
  readonly #listener: Promise<Listener>

  constructor(readonly url: { trusted: string }) {
    this.#listener = new Promise((resolve) => {
      vi.stubGlobal('addEventListener', (_: string, listener: Listener) => resolve(listener))
    })
    vi.stubGlobal('postMessage', (data: unknown) => this.onmessage?.({ data }))
    void import('../../../../../renderer/state/files/segment-worker.js')
  }

  async postMessage(task: object, transfer: ArrayBuffer[]): Promise<void> {
    const { file, ...rest } = { file: undefined, ...task }
    const data = { ...structuredClone(rest, { transfer }), file }
    if (FakeWorker.canStart) (await this.#listener)({ data })
    else queueMicrotask(() => this.onerror?.())
  }
}

beforeEach(() => {
  vi.resetModules()
  FakeWorker.canStart = true
  const createPolicy = (_: string, { createScriptURL }: { createScriptURL: () => string }) => ({
    createScriptURL: () => ({ trusted: createScriptURL() }),
  })
  vi.stubGlobal('window', { trustedTypes: { createPolicy: vi.fn(createPolicy) } })
  vi.stubGlobal('Worker', FakeWorker)
  onTestFinished(() => void vi.unstubAllGlobals())
})

const openSegment = async (file: FakeFile, at = 0) =>
  (await import('../../../../../renderer/state/files/segments.js')).openSegment(file.asFile, at)

const bytesOf = (...numbers: number[]) => new Uint8Array(numbers)

test('a segment is written by a worker, which gives the memory back', async () => {
  const file = new FakeFile()
  const segment = await openSegment(file)
  const given = bytesOf(1, 2)
  const free = await segment.write(given)
  expect([given.length, free.byteLength]).toEqual([0, 2])
  await segment.write(bytesOf(3))
  await segment.close()
  expect([...file.bytes]).toEqual([1, 2, 3])
  expect(file.opened).toEqual(['worker'])
})

test('a segment that is gone on with keeps what is before, and loses what is behind', async () => {
  const file = new FakeFile()
  file.bytes = bytesOf(1, 2, 3, 4)
  const segment = await openSegment(file, 2)
  expect([...file.bytes]).toEqual([1, 2])
  await segment.write(bytesOf(5))
  expect([...file.bytes]).toEqual([1, 2, 5])
})

test('two segments go by one worker', async () => {
  const [one, other] = [new FakeFile(), new FakeFile()]
  const segments = [await openSegment(one), await openSegment(other)]
  await Promise.all(segments.map((segment, index) => segment.write(bytesOf(index))))
  await segments[0]?.close()
  await segments[1]?.write(bytesOf(7))
  expect([[...one.bytes], [...other.bytes]]).toEqual([[0], [1, 7]])
  expect(window.trustedTypes?.createPolicy).toHaveBeenCalledTimes(1)
})

test('a file that the page before still holds is waited for', async () => {
  const file = new FakeFile()
  file.held = 2
  await openSegment(file)
  expect(file.opened).toEqual(['worker'])
})

test('a disk that is full is told of as such', async () => {
  const file = new FakeFile()
  file.room = 3
  const segment = await openSegment(file)
  await segment.write(bytesOf(1, 2))
  await expect(segment.write(bytesOf(3, 4))).rejects.toMatchObject({ name: 'QuotaExceededError' })
})

test.each(['cannot start', 'writes no files', 'is not there'])(
  'the page writes by itself where the worker %s',
  async (problem) => {
    const file = new FakeFile()
    file.bytes = bytesOf(1, 2)
    if (problem === 'cannot start') FakeWorker.canStart = false
    if (problem === 'writes no files') Object.assign(file, { createSyncAccessHandle: undefined })
    if (problem === 'is not there') vi.stubGlobal('Worker', undefined)
    const segment = await openSegment(file, 1)
    expect((await segment.write(bytesOf(9))).byteLength).toBe(1)
    await segment.close()
    expect([...file.bytes]).toEqual([1, 9])
    expect(file.opened).toEqual(['page'])
  },
)

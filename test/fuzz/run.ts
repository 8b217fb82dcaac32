import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { io } from 'socket.io-client'
import { wholeNumber } from '../../common/whole-number.js'
import { HostProcess } from '../../tools/bench/host-process.js'
import { WireFuzzer } from './wire-fuzzer.js'

// `npm run fuzz`: sends a built host, in a process of its own, many cases, and then looks whether it is as it was.

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
})
const cases = wholeNumber('--cases', values.cases, 1, 100_000_000)
const seed = wholeNumber('--seed', values.seed, 0, 2 ** 32)
/** A part of the cases that come first, after which the host has what it needs. */
const WARM_UP = 0.1
/** By how much more memory than then it may have at the end. */
const MOST_GROWTH = 64 * 1024 * 1024

const dataFolder = await mkdtemp(join(tmpdir(), 'lanline-fuzz-'))
const host = await HostProcess.start([
  ...['out/main/host.js', '--host', '127.0.0.1', '--port', '0', '--secure-port', '0', '--data', dataFolder, '--json'],
  ...['--capacity', '2', '--no-discovery'],
])
const doors = [
  { port: Number(new URL(host.url).port), isSecure: false },
  { port: host.securePort ?? 0, isSecure: true },
]
process.stdout.write(`Seed ${seed}, ${cases} cases\n`)
try {
  await send(seed, Math.ceil(cases * WARM_UP))
  const before = await settled()
  await send(seed + 1, cases - Math.ceil(cases * WARM_UP))
  const after = await settled()
  const growth = after.memory - before.memory
  process.stdout.write(`Memory: ${mib(before.memory)} after the first tenth, ${mib(after.memory)} at the end\n`)
  if (growth > MOST_GROWTH) throw new Error(`The host has grown by ${mib(growth)}.`)
  await callWorks()
  process.stdout.write('A call works as before.\n')
} finally {
  await host.stop()
  await rm(dataFolder, { recursive: true, force: true })
}

/** Half of them to each door, at the same time. */
async function send(from: number, count: number): Promise<void> {
  const start = performance.now()
  const fuzzers = doors.map((door) => new WireFuzzer(door, from))
  await host.during(Promise.all(fuzzers.map((fuzzer) => fuzzer.run(Math.ceil(count / 2)))))
  for (const fuzzer of fuzzers) fuzzer.end()
  const seconds = ((performance.now() - start) / 1_000).toFixed(0)
  process.stdout.write(`${count} cases in ${seconds} s: ${JSON.stringify(fuzzers.map(({ counts }) => counts))}\n`)
}

/** What the host takes once all seats have been given up that it kept. */
async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  return host.usage()
}

async function callWorks(): Promise<void> {
  const [ann, bob] = ['Ann', 'Bob'].map((name) => io(host.url, { auth: { name }, transports: ['websocket'] }))
  if (!ann || !bob) throw new Error('There is nobody to call.')
  const heard = new Promise((resolve) => ann.once('signal', resolve))
  await ann.timeout(5_000).emitWithAck('create or join', 'after')
  const { peers } = (await bob.timeout(5_000).emitWithAck('create or join', 'after')) as { peers: { id: string }[] }
  bob.emit('signal', { to: peers[0]?.id, restart: true })
  await host.during(heard)
  ann.disconnect()
  bob.disconnect()
}

function mib(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}

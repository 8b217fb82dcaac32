import { setTimeout as delay } from 'node:timers/promises'
import { RedisServer } from '../../../test/helpers/redis-server.js'
import { type Bench, type Figures, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { Balancer } from './balancer.js'
import { Racer } from './racer.js'
import { relayed } from './relayed.js'

type Name = 'joins' | 'rooms' | 'clients' | 'relay-seconds' | 'pairs'

const CAPACITY = 2
const NODES = 3
/** A node that is killed is taken for dead, and those who do not come back for gone, by then. */
const RECOVERY_MS = 45_000

/** Three hosts that are one by a Redis: does a room ever hold too many, and is each request answered once? */
export const cluster: Bench<Name> = {
  about: 'Hosts that are one by a Redis: racing joins while one is killed and Redis starts anew, and relayed messages.',
  options: {
    joins: { about: '"create or join" that are sent.', usual: 100_000, min: 1, max: 1e9 },
    rooms: { about: 'Rooms of two that they race for.', usual: 50, min: 1, max: 10_000 },
    clients: { about: 'Clients, each of which asks again and again.', usual: 150, min: 2, max: 5_000 },
    'relay-seconds': {
      about: 'How long messages are relayed with one, two and three nodes each.',
      usual: 10,
      min: 1,
      max: 600,
    },
    pairs: { about: 'Pairs that relay, the two of which are at different nodes.', usual: 150, min: 1, max: 5_000 },
  },
  async run(options, hostScript) {
    const redis = await RedisServer.start()
    try {
      const race = await racing(options, redis, hostScript)
      const relay: Figures[string] = {}
      let alone = 0
      for (let count = 1; count <= NODES; count++) {
        showProgress(`relaying with ${count} nodes`)
        const rate = await relaying(options, redis, hostScript, count)
        if (count === 1) alone = rate
        relay[`${count} nodes`] = { 'messages a second': Math.round(rate), 'of one': Number((rate / alone).toFixed(2)) }
      }
      const { figures, wrong, plot } = race
      return { figures: { ...figures, 'Relayed messages': relay }, plot, wrong }
    } finally {
      await redis.end()
    }
  },
}

const startNode = (script: string, redis: RedisServer) =>
  HostProcess.lanline(script, CAPACITY, [], ['--redis', redis.url, '--no-discovery', '--no-relay'])

async function racing({ joins, rooms, clients }: Record<Name, number>, redis: RedisServer, script: string) {
  const nodes: HostProcess[] = []
  for (let index = 0; index < NODES; index++) nodes.push(await startNode(script, redis))
  const balancer = await Balancer.open(nodes.map(({ url }) => Number(new URL(url).port)))
  const racer = new Racer(balancer.url, { joins, rooms, clients })
  const stages: { at: number; what: string }[] = []
  const stage = (what: string) => stages.push({ at: racer.asked, what })
  const seconds: number[] = []
  const rates: number[] = []
  const from = performance.now()
  let before = 0
  const watch = setInterval(() => {
    seconds.push(Math.round((performance.now() - from) / 1_000))
    rates.push(racer.answered - before)
    before = racer.answered
    showProgress(`${racer.asked} of ${joins} joins asked for, ${racer.answered} answered`)
  }, 1_000)
  try {
    await racer.connect()
    const run = racer.run()
    await racer.reached(joins / 3)
    stage('a node is killed')
    await nodes[0]?.kill()
    await racer.reached((2 * joins) / 3)
    stage('Redis starts anew, empty')
    await redis.kill()
    await delay(1_000)
    await redis.restart()
    await run
    // What is left in the end is looked at from outside: who is in each room, as its members are told.
    await racer.settle(RECOVERY_MS)
    const wrong = racer.wrong()
    return {
      figures: {
        'Racing joins': {
          asked: racer.asked,
          'answered once': racer.answered,
          'lost with their connection': racer.lost,
          'answered twice': racer.answeredTwice,
          'let in': racer.letIn,
          'room full': racer.full,
          'host away': racer.unavailable,
          'most in a room': racer.most,
          'joins a second': Math.round(racer.answered / ((performance.now() - from) / 1_000)),
        },
        Disturbed: Object.fromEntries(stages.map(({ at, what }) => [`${what}, after so many joins`, at])),
      },
      wrong,
      plot: {
        title: 'Joins answered, while a node is killed and Redis starts anew',
        x: { label: 'seconds', values: seconds },
        lines: [{ label: 'answered', unit: 'a second', values: rates }],
      },
    }
  } finally {
    clearInterval(watch)
    racer.close()
    balancer.close()
    for (const node of nodes.slice(1)) await node.stop()
  }
}

async function relaying(
  { pairs, 'relay-seconds': seconds }: Record<Name, number>,
  redis: RedisServer,
  script: string,
  count: number,
): Promise<number> {
  const nodes: HostProcess[] = []
  try {
    for (let index = 0; index < count; index++) nodes.push(await startNode(script, redis))
    return await relayed(
      nodes.map(({ url }) => url),
      pairs,
      seconds,
    )
  } finally {
    for (const node of nodes) await node.stop()
  }
}

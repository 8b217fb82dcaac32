import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { launchChromium } from '../../../test/helpers/chromium.js'
import { type Bench, type Outcome, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { medianOf } from '../median.js'
import {
  enterOurs,
  enterSmallestPage,
  leaveAndReload,
  meet,
  openForGroup,
  receivedBy,
  SCENES,
  type Scene,
  sentBy,
  watchOurs,
  watchSmallestPage,
} from './pages.js'
import { CAMERA, TEXT, writeFilm } from './pictures.js'

const SIDES = {
  ours: { enter: enterOurs, watch: watchOurs },
  smallest: { enter: enterSmallestPage, watch: watchSmallestPage },
} as const
type Side = keyof typeof SIDES
const NAMES = Object.keys(SIDES) as Side[]

const FILMS = { camera: CAMERA, screen: TEXT } as const
const TITLES: Record<Scene, string> = {
  camera: 'A 1080p camera, 30 frames a second',
  screen: 'A 4K screen of text, 10 frames a second',
}

/** What a call reaches, beside what Chromium makes of the same by itself; and what a group costs whoever sends. */
export const call: Bench<'turns' | 'groups' | 'people' | 'settle' | 'seconds'> = {
  about:
    'Bitrate, size and frames that a call reaches beside Chromium’s defaults, and what a group costs with and without the uplink budget.',
  options: {
    turns: { about: 'Calls of two of each kind, turn by turn; 0 leaves them out.', usual: 3, min: 0, max: 100 },
    groups: { about: 'Groups of each kind, turn by turn; 0 leaves them out.', usual: 3, min: 0, max: 100 },
    people: { about: 'In each group.', usual: 4, min: 2, max: 8 },
    settle: { about: 'Seconds before it is measured, in which bitrates rise.', usual: 15, min: 0, max: 600 },
    seconds: { about: 'Seconds in which it is measured.', usual: 10, min: 1, max: 600 },
  },
  async run({ turns, groups: groupTurns, people, settle, seconds }, hostScript) {
    const folder = await mkdtemp(join(tmpdir(), 'lanline-bench-'))
    const hosts = {
      ours: await HostProcess.lanline(hostScript, 8),
      smallest: await HostProcess.start([...process.execArgv, smallestHost]),
    }
    const time = { settle, seconds }
    try {
      if (turns > 0) for (const scene of SCENES) await writeFilm(join(folder, `${scene}.y4m`), FILMS[scene])
      const calls = await measureCalls({ folder, hosts, turns, time })
      const groups = await measureGroups({ hosts, turns: groupTurns, time, people })
      return outcomeOf(calls, groups, people)
    } finally {
      await Promise.all(NAMES.map((side) => hosts[side].stop()))
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const smallestHost = fileURLToPath(new URL('../page/smallest-host.ts', import.meta.url))

interface Plan {
  readonly hosts: Record<Side, HostProcess>
  readonly turns: number
  readonly time: { readonly settle: number; readonly seconds: number }
}

/** What one measurement gives. */
interface Sent {
  /** Megabits per second. */
  readonly bitrate: number
  /** The height of the picture that arrives. */
  readonly lines: number
  readonly encoded: number
  readonly decoded: number
  /** How much of the time the processor, or the network, held the encoder back. */
  readonly cpuLimited: number
  readonly bandwidthLimited: number
  /** Processor time of the sender's browser, in percent of one processor. */
  readonly processor: number
}

type Calls = Record<Scene, Record<Side, Sent[]>>

async function measureCalls({ folder, hosts, turns, time }: Plan & { folder: string }): Promise<Calls> {
  const calls: Calls = { camera: { ours: [], smallest: [] }, screen: { ours: [], smallest: [] } }
  for (let turn = 1; turn <= turns; turn++) {
    for (const scene of SCENES) {
      for (const side of turn % 2 === 1 ? NAMES : NAMES.toReversed()) {
        showProgress(`Turn ${turn} of ${turns}: ${scene}, ${side}`)
        const { enter, watch } = SIDES[side]
        const url = `${hosts[side].url}/${scene}-${turn}`
        const film = [`--use-file-for-fake-video-capture=${join(folder, `${scene}.y4m`)}`]
        const measured = inTwoBrowsers(film, async (one, other) => {
          // Whoever joins second makes the offer, which on the smallest page has only what that page sends.
          const watcher = await watch(other, url, scene)
          return measure(one, await enter(one, url, scene), [watcher], time)
        })
        calls[scene][side].push(await hosts[side].during(measured))
      }
    }
  }
  return calls
}

const BUDGETS = ['with budget', 'without'] as const
type Groups = Record<(typeof BUDGETS)[number], Sent[]>

async function measureGroups({ hosts, turns, time, people }: Plan & { people: number }): Promise<Groups> {
  const groups: Groups = { 'with budget': [], without: [] }
  for (let turn = 1; turn <= turns; turn++) {
    for (const budget of turn % 2 === 1 ? BUDGETS : BUDGETS.toReversed()) {
      showProgress(`Turn ${turn} of ${turns}: ${people} people, ${budget}`)
      const url = `${hosts.ours.url}/group-${turn}-${BUDGETS.indexOf(budget)}`
      const measured = inTwoBrowsers([], async (one, other) => {
        const hasBudget = budget === 'with budget'
        const sender = await openForGroup(one, url, { isMeasured: true, hasBudget })
        const others: Page[] = []
        while (others.length < people - 1) others.push(await openForGroup(other, url, { isMeasured: false, hasBudget }))
        await meet([sender, ...others])
        const sent = await measure(one, sender, others, time)
        await leaveAndReload([sender, ...others])
        return sent
      })
      groups[budget].push(await hosts.ours.during(measured))
    }
  }
  return groups
}

async function inTwoBrowsers<Result>(
  film: string[],
  work: (one: Browser, other: Browser) => Promise<Result>,
): Promise<Result> {
  const args = [...film, '--autoplay-policy=no-user-gesture-required']
  const browsers = [await launchChromium({ args }), await launchChromium({ args })] as const
  try {
    return await work(...browsers)
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
  }
}

async function measure(browser: Browser, sender: Page, others: readonly Page[], time: Plan['time']): Promise<Sent> {
  for (const page of others) await page.waitForFunction(isShown, undefined, { timeout: 60_000 })
  await sender.waitForTimeout(1_000 * time.settle)
  const look = async () => ({
    at: performance.now(),
    sent: await sentBy(sender),
    received: await Promise.all(others.map(receivedBy)),
    processor: await processorTime(browser),
  })
  const before = await look()
  await sender.waitForTimeout(1_000 * time.seconds)
  const after = await look()
  const seconds = (after.at - before.at) / 1_000
  const links = Math.max(1, after.sent.links)
  const grew = (name: 'bytes' | 'frames' | 'cpu' | 'bandwidth') => (after.sent[name] - before.sent[name]) / seconds
  const decoded = after.received.map((look, index) => look.frames - (before.received[index]?.frames ?? 0))
  return {
    bitrate: (8 * grew('bytes')) / 1e6,
    lines: Math.max(...after.received.map(({ height }) => height)),
    encoded: grew('frames') / links,
    decoded: medianOf(decoded) / seconds / Math.max(1, others.length),
    cpuLimited: (100 * grew('cpu')) / links,
    bandwidthLimited: (100 * grew('bandwidth')) / links,
    processor: (100 * (after.processor - before.processor)) / seconds,
  }
}

/** Whether someone else's picture has come. */
const isShown = () =>
  [...document.querySelectorAll<HTMLVideoElement>('[data-testid^="remote-"]')].some(({ videoWidth }) => videoWidth > 0)

/** What all processes of the browser have taken together, in seconds. */
async function processorTime(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

const ROWS: Record<string, keyof Sent> = {
  'sent, Mbit/s': 'bitrate',
  'lines of the picture that arrives': 'lines',
  'frames encoded a second, each link': 'encoded',
  'frames decoded a second, each link': 'decoded',
  'held back by the processor, % of time': 'cpuLimited',
  'held back by the network, % of time': 'bandwidthLimited',
  'sender, % of one processor': 'processor',
}

/** Medians of what was measured, in two columns, and how the first is to the second. */
function compared<Name extends string>(measured: Record<Name, Sent[]>) {
  const names = Object.keys(measured) as Name[]
  const rows = Object.entries(ROWS).map(([label, field]) => {
    const [one = 0, other = 0] = names.map((name) => medianOf(measured[name].map((sent) => sent[field])))
    return [label, { [names[0] ?? '']: one, [names[1] ?? '']: other, ratio: other > 0 ? one / other : null }] as const
  })
  return Object.fromEntries(rows)
}

function outcomeOf(calls: Calls, groups: Groups, people: number): Outcome {
  const turns = Math.max(calls.camera.ours.length, groups.without.length)
  const hasCalls = calls.camera.ours.length > 0
  const line = (label: string, sent: readonly Sent[]) => ({
    label,
    unit: 'Mbit/s',
    values: sent.map(({ bitrate }) => bitrate),
  })
  return {
    figures: {
      ...(hasCalls && Object.fromEntries(SCENES.map((scene) => [TITLES[scene], compared(calls[scene])]))),
      ...(groups.without.length > 0 && { [`${people} people, of whom one is measured`]: compared(groups) }),
    },
    plot: {
      title: 'Lanline: what a call sends',
      x: { label: 'turn', values: Array.from({ length: turns }, (_, turn) => turn + 1) },
      lines: [
        ...SCENES.flatMap((scene) => NAMES.map((side) => line(`${scene}, ${side}`, calls[scene][side]))),
        ...BUDGETS.map((budget) => line(`${people} people, ${budget}`, groups[budget])),
      ].filter(({ values }) => values.length > 0),
    },
    wrong: [],
  }
}

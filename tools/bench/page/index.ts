import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { CAPACITY } from '../../../common/limits.js'
import { launchChromium } from '../../../test/helpers/chromium.js'
import { type Bench, type Outcome, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { medianOf } from '../median.js'

/** How long it takes the second person of a call to see the first, beside the smallest page that calls. */
export const page: Bench<'turns'> = {
  about: 'From opening the page to the first remote frame, for the second person of a call.',
  options: { turns: { about: 'Calls by each page, turn by turn.', usual: 20, min: 1, max: 1_000 } },
  async run({ turns }, hostScript) {
    const hosts = {
      ours: await HostProcess.lanline(hostScript, CAPACITY.default),
      smallest: await HostProcess.start([...process.execArgv, file('smallest-host.ts')]),
    }
    const browser = await launchChromium({ devices: false, args: BROWSER_ARGS })
    try {
      return outcomeOf(await measure(browser, hosts, turns))
    } finally {
      await browser.close()
      await Promise.all(SIDES.map((side) => hosts[side].stop()))
    }
  },
}

const SIDES = ['ours', 'smallest'] as const
type Side = (typeof SIDES)[number]

/** In milliseconds since the navigation. */
interface Marks {
  button: number
  created: number
  connected: number
  frame: number
}

const PARTS: Record<string, (marks: Marks) => number> = {
  'page load to button': ({ button }) => button,
  'button to connected': ({ button, connected }) => connected - button,
  '  of it, to the peer connection': ({ button, created }) => created - button,
  'connected to first frame': ({ connected, frame }) => frame - connected,
  total: ({ frame }) => frame,
}

const BROWSER_ARGS = ['--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required']
const TURN_WITHIN_MS = 30_000

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The first turn, in which everything is loaded for the first time, does not count. */
async function measure(browser: Browser, hosts: Record<Side, HostProcess>, turns: number) {
  const marks: Record<Side, Marks[]> = { ours: [], smallest: [] }
  for (let turn = 0; turn <= turns; turn++) {
    showProgress(`Turn ${turn} of ${turns}`)
    for (const side of turn % 2 === 0 ? SIDES : SIDES.toReversed()) {
      const taken = await hosts[side].during(takeTurn(browser, `${hosts[side].url}/bench-${turn}`))
      if (turn > 0) marks[side].push(taken)
    }
  }
  return marks
}

async function takeTurn(browser: Browser, url: string): Promise<Marks> {
  const [first, second] = [await browser.newPage(), await browser.newPage()]
  for (const page of [first, second]) page.setDefaultTimeout(TURN_WITHIN_MS)
  try {
    await first.goto(url)
    await first.getByRole('button', { name: 'Join room' }).click()
    await first.getByRole('button', { name: 'Hang up' }).waitFor()
    await first.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('[data-testid="local-video"]')?.videoWidth,
    )
    await second.addInitScript({ path: file('probe.js') })
    await second.goto(url)
    const marks = await second.waitForFunction(() => (window as unknown as { benchMarks: Promise<Marks> }).benchMarks)
    return await marks.jsonValue()
  } finally {
    await Promise.all([first.close(), second.close()])
  }
}

function outcomeOf(marks: Record<Side, Marks[]>): Outcome {
  const rows = Object.entries(PARTS).map(([name, part]) => {
    const [ours, smallest] = [medianOf(marks.ours.map(part)), medianOf(marks.smallest.map(part))]
    return [name, { ours, smallest, ratio: ours / smallest }] as const
  })
  return {
    figures: { 'Medians, ms': Object.fromEntries(rows) },
    plot: {
      title: 'Lanline: page load to first remote frame',
      x: { label: 'turn', values: marks.ours.map((_, turn) => turn + 1) },
      lines: SIDES.map((side) => ({ label: side, unit: 'ms', values: marks[side].map(({ frame }) => frame) })),
    },
    wrong: [],
  }
}

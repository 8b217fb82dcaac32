import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { CAPACITY } from '../../../common/protocol.js'
import { launchChromium } from '../../../test/helpers/chromium.js'
import { type Bench, milliseconds, type Outcome, ratio, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'

/** How long it takes the second person of a call to see the first, beside the smallest page that calls. */
export const page: Bench = {
  about: 'From opening the page to the first remote frame, for the second person of a call.',
  options: { turns: { about: 'Calls by each page, turn by turn.', usual: 20, min: 1, max: 1_000 } },
  async run({ turns = 1 }, hostScript) {
    const hosts: Record<Side, HostProcess> = {
      ours: await HostProcess.lanline(hostScript, CAPACITY.default),
      smallest: await HostProcess.start([...process.execArgv, file('smallest-host.ts')]),
    }
    const browser = await launchChromium({ devices: false, args: BROWSER_ARGS })
    try {
      return outcomeOf(await measure(browser, hosts, turns))
    } finally {
      showProgress('')
      await browser.close()
      for (const side of SIDES) await hosts[side].stop()
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
      const { failure, url } = hosts[side]
      const taken = await Promise.race([takeTurn(browser, `${url}/bench-${turn}`), failure])
      if (turn > 0) marks[side].push(taken)
    }
  }
  return marks
}

async function takeTurn(browser: Browser, url: string): Promise<Marks> {
  const people: Page[] = []
  const enter = async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    people.push(page)
    page.setDefaultTimeout(TURN_WITHIN_MS)
    return page
  }
  try {
    const first = await enter()
    await first.goto(url)
    await first.getByRole('button', { name: 'Join room' }).click()
    await first.getByRole('button', { name: 'Hang up' }).waitFor()
    await first.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('[data-testid="local-video"]')?.videoWidth,
    )
    const second = await enter()
    await second.addInitScript({ path: file('probe.js') })
    await second.goto(url)
    return await second.evaluate(() => (window as unknown as { benchMarks: Promise<Marks> }).benchMarks)
  } finally {
    for (const page of people) await page.context().close()
  }
}

function outcomeOf(marks: Record<Side, Marks[]>): Outcome {
  const median = (side: Side, part: (marks: Marks) => number) => middleOf(marks[side].map(part))
  return {
    tables: [
      {
        title: 'Medians',
        columns: ['ours', 'smallest', 'ratio'],
        rows: Object.entries(PARTS).map(([name, part]) => {
          const [ours, smallest] = [median('ours', part), median('smallest', part)]
          return [name, milliseconds(ours), milliseconds(smallest), ratio(ours / smallest)] as const
        }),
      },
    ],
    plot: {
      title: 'Lanline: page load to first remote frame',
      x: { label: 'turn', values: marks.ours.map((_, turn) => turn + 1) },
      lines: SIDES.map((side) => ({ label: side, unit: 'ms', values: marks[side].map(({ frame }) => frame) })),
    },
    wrong: [],
  }
}

function middleOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const half = sorted.length / 2
  return Number.isInteger(half) ? (at(half - 1) + at(half)) / 2 : at(Math.floor(half))
}

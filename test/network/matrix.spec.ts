import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'playwright/test'
import { Machines } from '../e2e/support/network.js'
import { expectCameraOn, expectSeesAndHears, expectWaiting, join } from '../helpers/call-page.js'
import type { HeadlessHost } from '../helpers/headless-host.js'
import { type Machine, namespacesMissing } from '../helpers/namespaces.js'
import { expectInCall, line, secondsToPicture } from './call.js'
import { drawCamera, GUESTS, type Guest } from './guests.js'
import type { Place } from './networks.js'
import { type Outcome, ROWS, type Row, type Stage } from './rows.js'

/** How long the call may take that something happens in; what counts comes after it. */
const BEFORE_S = 60
const YEAR_MS = 365.25 * 24 * 60 * 60 * 1_000

/** Has Node believe that the time is another. */
const atOtherTime = (years: number) =>
  `data:text/javascript,${encodeURIComponent(`
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ${years * YEAR_MS}) }
    static now() { return Real.now() + ${years * YEAR_MS} }
  }`)}`

/** Where and how the host of a row runs, each time that it is started. */
class HostOfRow {
  readonly #machine: Machine

  constructor(
    private readonly machines: Machines,
    { host }: Place,
    private readonly row: Row,
    private readonly dataFolder: string,
  ) {
    const { clockYears } = row
    const clock = clockYears === undefined ? [] : ['env', `NODE_OPTIONS=--import=${atOtherTime(clockYears)}`]
    this.#machine = { ...host, prefix: [...host.prefix, ...clock] }
  }

  start(port = 8080): Promise<HeadlessHost> {
    const { discovery = false, hostArgs: args = [] } = this.row
    return this.machines.host(this.#machine, { port, discovery, dataFolder: this.dataFolder, args })
  }
}

/** Ann alone in the room, with her camera on: whoever watches for her picture is to see why there is none. */
async function openAnn(
  machines: Machines,
  { ann, host }: Place,
  { operatorUrl }: HeadlessHost,
  { isAnnHidden }: Row,
): Promise<Page> {
  const isAtHost = ann === host
  const url = isAtHost
    ? `http://localhost:8080/standup${new URL(operatorUrl).hash}`
    : `https://${host.address}:8443/standup`
  const page = await machines.browse(ann, url, {
    ignoreHTTPSErrors: true,
    ...(isAnnHidden && { whole: true, prepare: drawCamera }),
  })
  await expectCameraOn(page)
  await join(page, 'Ann')
  await expectWaiting(page)
  return page
}

/** An interface that was plugged in a moment ago is none of a host's yet. */
const inUrl = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** By what kind of path each of the page's connections goes, as its local candidate tells. */
const paths = (page: Page) =>
  page.evaluate(async () => {
    const open = window.connections.filter(({ connectionState }) => connectionState === 'connected')
    const types = open.map(async (connection) => {
      const reports = [...(await connection.getStats()).values()]
      const transport = reports.find(({ type }) => type === 'transport')
      const pair = reports.find(({ id }) => id === transport?.selectedCandidatePairId)
      const type = reports.find(({ id }) => id === pair?.localCandidateId)?.candidateType
      return type && (type === 'relay' ? type : 'direct')
    })
    return Promise.all(types)
  })

/** What both see and read in the end; gives what stands in the table. */
async function expectOutcome(stage: Stage, row: Row, guest: Guest): Promise<string> {
  const { ann, bob } = stage
  const outcome = row.outcomes?.[guest.name] ?? 'call'
  const timeout = row.withinSeconds * 1_000
  if (outcome === 'too narrow') {
    await expect(bob.getByText('Small messages reach the host, large ones do not')).toBeVisible({ timeout })
    return 'is told why not'
  }
  const begin = performance.now()
  const seconds = await secondsToPicture(stage, row.withinSeconds)
  if (outcome === 'call') await expectInCall(stage, row.withinSeconds)
  else await expectWithoutHost(stage, outcome, timeout)
  const path = row.path && (await expectPath(bob, row.path, timeout))
  const onPath = ((performance.now() - begin) / 1_000).toFixed(1)
  await expectSeesAndHears(bob)
  if (guest.isSeen) await expectSeesAndHears(ann)
  // Whoever is lifted out of a relay saw the picture all the time.
  if (path === 'direct' && row.happen) return `direct after ${onPath} s`
  return `${seconds.toFixed(1)} s${outcome === 'call' ? '' : `, ${outcome}`}`
}

/** Whoever has lost the host stays in the call and reads so. */
async function expectWithoutHost({ ann, bob }: Stage, outcome: Outcome, timeout: number): Promise<void> {
  const goesOn = /^The host .*Your call goes on/
  const [annReads, bobReads] = [
    outcome === 'left behind' ? /^In a call with Bob\.$/ : goesOn,
    outcome === 'followed' ? /^In a call with Ann\.$/ : goesOn,
  ]
  await expect(line(bob, bobReads)).toHaveCount(1, { timeout })
  await expect(line(ann, annReads)).toHaveCount(1, { timeout })
}

async function expectPath(page: Page, path: string, timeout: number): Promise<string> {
  await expect.poll(() => paths(page), { timeout }).toEqual([path])
  return path
}

async function play(row: Row, guest: Guest, place: Place, machines: Machines, dataFolder: string): Promise<string> {
  const hostOfRow = new HostOfRow(machines, place, row, dataFolder)
  const host = await hostOfRow.start()
  const ann = await openAnn(machines, place, host, row)
  const opening = guest.open(machines, place.bob, inUrl(host.lanAddress ?? place.host.address), row.discovery ?? false)
  if (row.outcomes?.[guest.name] === 'no way in') {
    await expect(opening).rejects.toThrow()
    return 'no way in'
  }
  const bob = await opening
  const restart = async (port?: number) => void (await hostOfRow.start(port))
  const stage: Stage = { ann, bob, isBobSeen: guest.isSeen, machines, place, host, restart }
  if (!row.happen) {
    const [seen] = await Promise.all([expectOutcome(stage, row, guest), guest.join(bob)])
    return seen
  }
  await guest.join(bob)
  await secondsToPicture(stage, BEFORE_S)
  await expectInCall(stage, BEFORE_S)
  await row.happen(stage)
  return expectOutcome(stage, row, guest)
}

const missing = namespacesMissing()

for (const row of ROWS) {
  for (const guest of GUESTS) {
    const tag = row.always?.includes(guest.name) ? ['@always'] : []
    test(`${row.name} × ${guest.name}`, { tag }, async ({ browserName: _ }, testInfo) => {
      test.skip(missing !== undefined, missing)
      test.setTimeout(480_000)
      const place = await row.build()
      const machines = new Machines()
      const dataFolder = await mkdtemp(joinPath(tmpdir(), 'lanline-data-'))
      try {
        const seen = await play(row, guest, place, machines, dataFolder)
        testInfo.annotations.push({ type: 'seen', description: seen })
      } finally {
        await machines.close()
        place.remove()
        await rm(dataFolder, { recursive: true, force: true })
      }
    })
  }
}

import { Driver, type Plan, type Tally, type Tick } from './driver.js'

// The process that holds the clients of the plan in its argument. It takes one step after another as its parent says.

export type Step = 'connect' | 'run' | 'finish'
/** `failed` is a sentence: the process cannot go on. */
export type Report = { tick: Tick } | { done: Tally } | { failed: string }

const TICK_MS = 250

const driver = new Driver(JSON.parse(process.argv[2] ?? '') as Plan)
const tell = (report: Report) => process.send?.(report)

process.on('message', async (step: Step) => {
  try {
    await driver[step]()
    tell({ tick: driver.tick() })
    tell({ done: driver.tally() })
  } catch (error) {
    tell({ failed: (error as Error).message })
  }
})
process.on('disconnect', () => process.exit())
// Ctrl+C reaches every process of the terminal; the parent decides.
process.on('SIGINT', () => {})
setInterval(() => tell({ tick: driver.tick() }), TICK_MS)

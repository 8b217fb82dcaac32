import { LoadDriver } from './load-driver.js'
import type { Command, Report } from './messages.js'

// The process that holds the clients. It does as its parent says, one command after another, and tells it what happens.

const TICK_MS = 250

let driver: LoadDriver | undefined

async function obey(command: Command): Promise<void> {
  if (command.do === 'prepare') {
    driver = new LoadDriver(command.plan)
    return
  }
  if (!driver) throw new Error('nothing is prepared')
  if (command.do === 'connect') await driver.connect()
  if (command.do === 'run') await driver.run()
  if (command.do === 'finish') await driver.finish()
  tell({ tell: 'tick', tick: driver.tick() })
  tell({ tell: 'done', tally: driver.tally() })
}

function tell(report: Report): void {
  process.send?.(report)
}

process.on('message', (command: Command) => {
  obey(command).catch((error: Error) => tell({ tell: 'failed', message: error.message }))
})
process.on('disconnect', () => process.exit())
// Ctrl+C reaches every process of the terminal; the parent decides.
process.on('SIGINT', () => {})
setInterval(() => driver && tell({ tell: 'tick', tick: driver.tick() }), TICK_MS)

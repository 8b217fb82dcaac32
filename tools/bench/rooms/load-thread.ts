import { parentPort, workerData } from 'node:worker_threads'
import { Driver, type Plan } from './driver.js'
import type { Report, Step } from './load.js'

// The thread that holds the clients of one plan. It takes one step after another, as it is told.

const REPORT_MS = 250

const driver = new Driver(workerData as Plan)
const report = (isDone: boolean) => parentPort?.postMessage({ ...driver.tally(), isDone } satisfies Report)

parentPort?.on('message', (step: Step) => void driver[step]().then(() => report(true)))
setInterval(() => report(false), REPORT_MS)

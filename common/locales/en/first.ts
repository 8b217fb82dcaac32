import { call } from './call.js'
import { problems } from './problems.js'
import { ring } from './ring.js'
import { start } from './start.js'

/** What the start screen and a call say. */
export const first = { ...start, ...ring, ...call, ...problems }

import { call } from './call.js'
import { problems } from './problems.js'
import { ring } from './ring.js'
import { start } from './start.js'

export const first = { ...start, ...ring, ...call, ...problems }

import { call } from './call.js'
import { guest } from './guest.js'
import { host } from './host.js'
import { problems } from './problems.js'
import { ring } from './ring.js'
import { start } from './start.js'

export const first = { ...start, ...guest, ...host, ...ring, ...call, ...problems }

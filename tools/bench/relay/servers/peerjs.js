import { createRequire } from 'node:module'
import { listenAndTell } from './listen.js'

// PeerJS's own server, where it is installed: `npm install --no-save peer`. With its Express and all it is no dependency.

const { PeerServer } = createRequire(import.meta.url)('peer')

PeerServer({ host: '127.0.0.1', port: 0, concurrent_limit: 100_000 }, listenAndTell)

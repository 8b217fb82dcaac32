import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import type { Bridge } from '../../common/bridge.js'

const PRELOAD = fileURLToPath(new URL('../../out/preload/index.cjs', import.meta.url))

test('the built preload script gives the page a bridge whose calls are requests to the main process', async () => {
  if (!existsSync(PRELOAD)) throw new Error('Nothing is built yet: run "npm run build" first.')
  const hostInfo = { port: 8080, addresses: ['192.168.1.5'] }
  const invoke = vi.fn(async (_channel: string) => hostInfo)
  const exposed = new Map<string, Bridge>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => exposed.set(name, bridge) },
    ipcRenderer: { invoke },
  }

  // As a sandboxed renderer runs it: a function of `require`, which there knows little more than Electron.
  new Function('require', readFileSync(PRELOAD, 'utf8'))((module: string) => (module === 'electron' ? electron : {}))

  expect([...exposed.keys()]).toEqual(['lanline'])
  await expect(exposed.get('lanline')?.hostInfo()).resolves.toEqual(hostInfo)
  expect(invoke.mock.calls).toEqual([['lanline:hostInfo']])
})

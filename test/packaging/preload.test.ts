import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import type { Bridge, WayToHost } from '../../common/bridge.js'
import { BRIDGE_ARGUMENTS } from '../../common/bridge-arguments.js'

const PRELOAD = fileURLToPath(new URL('../../out/preload/index.cjs', import.meta.url))

test('the built preload script gives the page the bridge, calls as requests and events without their event objects', async () => {
  if (!existsSync(PRELOAD)) throw new Error('Nothing is built yet: run "npm run build" first.')
  const host = { origin: 'http://192.168.1.5:8080' }
  const way: WayToHost = { kind: 'plain', origin: host.origin }
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn(async (..._request: unknown[]) => way) })
  const exposed = new Map<string, Bridge>()
  const contextBridge = { exposeInMainWorld: (name: string, bridge: Bridge) => exposed.set(name, bridge) }
  const electron = { contextBridge, ipcRenderer }

  // As a sandboxed renderer runs it: a function of `require`, which there knows little more than Electron.
  new Function('require', readFileSync(PRELOAD, 'utf8'))((module: string) => (module === 'electron' ? electron : {}))

  expect([...exposed.keys()]).toEqual(['lanline'])
  const { on, ...calls } = exposed.get('lanline') as Bridge
  expect(Object.keys(calls).sort()).toEqual(Object.keys(BRIDGE_ARGUMENTS).sort())
  await expect(calls.wayTo(host)).resolves.toEqual(way)
  for (const call of Object.values(calls)) await (call as (argument: unknown) => Promise<unknown>)(host)
  const requests = Object.keys(calls).map((call) => [`lanline:${call}`, host])
  expect(ipcRenderer.invoke.mock.calls).toEqual([['lanline:wayTo', host], ...requests])

  const heard = vi.fn()
  const undo = on('invite', heard)
  ipcRenderer.emit('lanline:event:invite', { sender: ipcRenderer }, host)
  undo()
  ipcRenderer.emit('lanline:event:invite', { sender: ipcRenderer }, host)
  expect(heard.mock.calls).toEqual([[host]])
})

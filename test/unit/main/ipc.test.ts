import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { describe, expect, test } from 'vitest'
import { type Answers, answerBridge } from '../../../main/ipc.js'

const OWN = 'http://localhost:8080'
const HOST_INFO = { port: 8080, addresses: ['192.168.1.5'] }
type Handler = Parameters<IpcMain['handle']>[1]

const frame = (origin: string, parent: WebFrameMain | null = null) => ({ origin, parent }) as WebFrameMain
const from = (senderFrame: WebFrameMain | null) => ({ senderFrame }) as IpcMainInvokeEvent

function handlers(answers: Answers = { hostInfo: async () => HOST_INFO }): Map<string, Handler> {
  const handlers = new Map<string, Handler>()
  answerBridge({ handle: (channel, handler) => handlers.set(channel, handler) }, OWN, answers)
  return handlers
}

describe('answerBridge', () => {
  test('answers each call of the bridge and nothing else', () => {
    expect([...handlers().keys()]).toEqual(['lanline:hostInfo'])
  })

  test('answers the main frame of our own page', async () => {
    await expect(handlers().get('lanline:hostInfo')?.(from(frame(OWN)))).resolves.toEqual(HOST_INFO)
  })

  test('hands on what the page passed', async () => {
    const seen: unknown[][] = []
    const hostInfo = async (...args: unknown[]) => {
      seen.push(args)
      return HOST_INFO
    }
    await handlers({ hostInfo }).get('lanline:hostInfo')?.(from(frame(OWN)), 1, 'two')
    expect(seen).toEqual([[1, 'two']])
  })

  test.each([
    ['another origin', frame('http://localhost:9090')],
    ['an opaque origin', frame('null')],
    ['a frame within our own page', frame(OWN, frame(OWN))],
    ['a frame of ours within another page', frame(OWN, frame('https://example.com'))],
    ['a frame that is gone', null],
  ])('throws at %s', (_caller, senderFrame) => {
    expect(() => handlers().get('lanline:hostInfo')?.(from(senderFrame))).toThrow("Only the app's own page")
  })
})

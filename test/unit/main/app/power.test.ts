import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { onAwakening, stayAwakeInCalls } from '../../../../main/app/power.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const IN_CALL: PageStatus = { activity: 'in-call', microphone: 'on', unread: 0 }

describe('stayAwakeInCalls', () => {
  function start() {
    const awake = new Set<number>()
    let last = -1
    const powerSaveBlocker = {
      start: () => {
        awake.add(++last)
        return last
      },
      stop: (id: number) => awake.delete(id),
    }
    const show = stayAwakeInCalls(fakeElectron({ powerSaveBlocker }))
    return { awake, show }
  }

  test('holds one blocker for as long as a call lasts, and no longer', () => {
    const { awake, show } = start()
    show({ ...IN_CALL, activity: 'waiting' })
    expect(awake.size).toBe(0)
    show(IN_CALL)
    show({ ...IN_CALL, microphone: 'muted' })
    expect(awake.size).toBe(1)
    show({ ...IN_CALL, activity: 'idle' })
    expect(awake.size).toBe(0)
    show(IN_CALL)
    expect(awake.size).toBe(1)
  })

  test('lets go where the page is gone', () => {
    const { awake, show } = start()
    show(IN_CALL)
    show(undefined)
    expect(awake.size).toBe(0)
  })
})

test('onAwakening tells of waking and of unlocking', () => {
  const monitor = new EventEmitter()
  let times = 0
  onAwakening(fakeElectron({ powerMonitor: monitor }), () => {
    times++
  })
  monitor.emit('suspend')
  expect(times).toBe(0)
  monitor.emit('resume')
  monitor.emit('unlock-screen')
  expect(times).toBe(2)
})

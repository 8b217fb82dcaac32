import { describe, expect, test } from 'vitest'
import { pushTo } from '../../../../main/app/push.js'

describe('pushTo', () => {
  test('sends the event to the page, and to nobody where there is none', () => {
    const sent: unknown[][] = []
    const contents = { send: (...message: unknown[]) => sent.push(message) }
    let page: typeof contents | undefined
    const push = pushTo(() => page)
    push('hang-up', undefined)
    page = contents
    push('invite', { origin: 'http://192.168.1.5:8080', room: 'standup' })
    expect(sent).toEqual([['lanline:event:invite', { origin: 'http://192.168.1.5:8080', room: 'standup' }]])
  })
})

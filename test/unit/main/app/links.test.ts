import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInvite } from '../../../../common/invite.js'
import type { PageStatus } from '../../../../common/page-status.js'
import { claimLinks, Invites, inviteFromArguments, inviteFromLink, placeToJoin } from '../../../../main/app/links.js'
import { PageState } from '../../../../main/app/page-state.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const LINK = 'lanline://192.168.1.5:8080/standup'
const INVITE = { origin: 'http://192.168.1.5:8080', room: 'standup' }
const OTHER = 'lanline://192.168.1.9:8080/'

describe('inviteFromLink', () => {
  test.each([LINK, LINK.toUpperCase().replace('STANDUP', 'standup')])('reads %s', (link) => {
    expect(inviteFromLink(link)).toEqual(INVITE)
  })

  test.each([
    '',
    'lanline:',
    'lanline://',
    'lanline:8080',
    'lanline:192.168.1.5:8080/standup',
    'http://192.168.1.5:8080/standup',
    '192.168.1.5:8080',
    'file:///etc/passwd',
    'lanline://user:secret@192.168.1.5:8080/standup',
    'lanline://192.168.1.5:8080" --no-sandbox',
    `lanline://192.168.1.5:8080/${'a'.repeat(2_000)}`,
  ])('goes nowhere with %j', (link) => {
    expect(inviteFromLink(link)).toBeUndefined()
  })

  test('never throws, and reads nothing but what parseInvite reads', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('', 'lanline:', 'lanline://', LINK), (text, start) => {
        const invite = inviteFromLink(start + text)
        if (invite) expect(invite).toEqual(parseInvite(start + text))
      }),
    )
  })
})

describe('placeToJoin', () => {
  test.each([
    ['lanline', '--join', '192.168.1.5:8080/standup'],
    ['lanline', '--hidden', '--join=192.168.1.5:8080/standup'],
    ['lanline', '--join', '--allow-file-access-from-files', '--enable-avfoundation', '192.168.1.5:8080/standup'],
    ['electron', '--join', '--original-process-start-time=1', '.', '192.168.1.5:8080/standup'],
    ['electron', '.', '--join=http://192.168.1.5:8080/standup'],
  ])('is found in %j and others', (...argv) => {
    expect(placeToJoin(argv)).toEqual(INVITE)
  })

  test.each([
    [['lanline', LINK]],
    [['lanline', '--join']],
    [['lanline', '--join=', '192.168.1.5']],
    [['lanline', '--join=file:///etc/passwd']],
    [['Lanline.exe', '--', 'lanline://192.168.1.5/" --join=192.168.1.9/trap']],
    [['Lanline.exe', '--', '--join=192.168.1.9/trap']],
  ])('is not in %j', (argv) => {
    expect(placeToJoin(argv)).toBeUndefined()
  })

  test('is gone to without asking, as soon as there is a page, and whoever starts the app again is too', () => {
    const electron = fakeElectron()
    const invites = new Invites(electron, ['lanline', '--join=192.168.1.5:8080/standup'])
    const page = new PageState()
    const pushed: unknown[] = []
    invites.handTo(
      page,
      (...message) => pushed.push(message),
      () => {},
    )
    const status: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }
    page.tell(status)
    page.tell(status)
    electron.app.emit('second-instance', {}, ['lanline', '--join=192.168.1.5:8080/standup'])
    expect(pushed).toEqual([
      ['join', INVITE],
      ['join', INVITE],
    ])
  })
})

describe('inviteFromArguments', () => {
  test.each([
    ['/opt/Lanline/lanline', LINK],
    ['Lanline.exe', '--allow-file-access-from-files', '--original-process-start-time=1', LINK],
  ])('finds the link among %j and others', (...argv) => {
    expect(inviteFromArguments(argv)).toEqual(INVITE)
  })

  test.each([[[]], [['lanline']], [['lanline', '--hidden', '/tmp/file']], [['lanline', LINK, OTHER]]])(
    'finds none in %j',
    (argv) => {
      expect(inviteFromArguments(argv)).toBeUndefined()
    },
  )
})

describe('Invites', () => {
  const IDLE: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }

  function start(argv: string[] = ['lanline']) {
    const app = new EventEmitter()
    const invites = new Invites(fakeElectron({ app }), argv)
    const page = new PageState()
    const pushed: unknown[] = []
    let fronts = 0
    const handOver = () =>
      invites.handTo(
        page,
        (_event, payload) => pushed.push(payload),
        () => {
          fronts++
        },
      )
    const openUrl = (link: string) => {
      let isPrevented = false
      const preventDefault = () => {
        isPrevented = true
      }
      app.emit('open-url', { preventDefault }, link)
      return isPrevented
    }
    return { app, invites, page, pushed, handOver, openUrl, fronts: () => fronts }
  }

  test('keeps the link that started the app until the page has spoken, and gives it once', () => {
    const { page, pushed, handOver } = start(['lanline', LINK])
    handOver()
    expect(pushed).toEqual([])
    page.tell(IDLE)
    page.tell({ ...IDLE, unread: 1 })
    expect(pushed).toEqual([INVITE])
  })

  test('keeps what macOS opens before the app is ready', () => {
    const { page, pushed, handOver, openUrl } = start()
    expect(openUrl(LINK)).toBe(true)
    handOver()
    page.tell(IDLE)
    expect(pushed).toEqual([INVITE])
  })

  test('gives a page that is there what a second start brings, and shows it', () => {
    const { app, page, pushed, handOver, fronts } = start()
    handOver()
    page.tell(IDLE)
    app.emit('second-instance', {}, ['lanline', LINK])
    expect(pushed).toEqual([INVITE])
    expect(fronts()).toBe(1)
  })

  test('opens the window where there is none, and waits for its page', () => {
    const { page, pushed, handOver, openUrl, fronts } = start()
    handOver()
    openUrl(LINK)
    expect(fronts()).toBe(1)
    expect(pushed).toEqual([])
    page.tell(IDLE)
    expect(pushed).toEqual([INVITE])
  })

  test('gives the last of several that wait', () => {
    const { page, pushed, handOver, openUrl } = start(['lanline', OTHER])
    openUrl(LINK)
    handOver()
    page.tell(IDLE)
    expect(pushed).toEqual([INVITE])
  })

  test('does nothing about what is no invite', () => {
    const { app, page, pushed, handOver, openUrl, fronts } = start()
    handOver()
    page.tell(IDLE)
    openUrl('lanline://')
    openUrl('https://example.com/')
    app.emit('second-instance', {}, ['lanline', 'lanline:8080'])
    expect(pushed).toEqual([])
    expect(fronts()).toBe(0)
  })
})

describe('claimLinks', () => {
  function claimed(isPackaged: boolean, platform: NodeJS.Platform) {
    const claims: unknown[][] = []
    const setAsDefaultProtocolClient = (...claim: unknown[]) => claims.push(claim) > 0
    const app = { isPackaged, getAppPath: () => '/source', setAsDefaultProtocolClient }
    claimLinks(fakeElectron({ app }), { execPath: '/electron', platform })
    return claims
  }

  test('claims them for the installed app, save on Windows, where the installer does', () => {
    expect(claimed(true, 'darwin')).toEqual([['lanline']])
    expect(claimed(true, 'linux')).toEqual([['lanline']])
    expect(claimed(true, 'win32')).toEqual([])
  })

  test('claims them for the source in development on Windows, and nowhere else', () => {
    expect(claimed(false, 'win32')).toEqual([['lanline', '/electron', ['/source']]])
    expect(claimed(false, 'linux')).toEqual([])
    expect(claimed(false, 'darwin')).toEqual([])
  })
})

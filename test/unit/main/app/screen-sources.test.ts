import type { DesktopCapturerSource, Session, SourcesOptions, Streams } from 'electron'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ScreenChoice, ScreenSource } from '../../../../common/bridge.js'
import { PageState } from '../../../../main/app/page-state.js'
import { answerScreenSharing } from '../../../../main/app/screen-sources.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const OWN = 'http://localhost:8080'
type Handler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>
type Request = Parameters<Handler>[0]

const image = (text: string) => ({ isEmpty: () => text === '', toDataURL: () => `data:image/png;base64,${text}` })
const source = (id: string, name: string, thumbnail: string, icon: string | null) =>
  ({ id, name, thumbnail: image(thumbnail), appIcon: icon === null ? null : image(icon) }) as DesktopCapturerSource
const SCREEN = source('screen:1:0', 'Screen 1', 'c2NyZWVu', null)
const WINDOW = source('window:2:0', 'Notes', '', 'aWNvbg')

const WAYLAND = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }
const REQUEST = {
  frame: { origin: OWN, parent: null },
  securityOrigin: `${OWN}/`,
  videoRequested: true,
  audioRequested: true,
  userGesture: true,
} as Request

interface Wishes {
  request?: object
  sources?: DesktopCapturerSource[] | Error
  choice?: ScreenChoice | Promise<null>
  platform?: NodeJS.Platform
  environment?: NodeJS.ProcessEnv
  patienceMs?: number
}

/** Asks to share the screen, and gives what comes of it. */
function share({
  request,
  sources = [SCREEN, WINDOW],
  choice = null,
  platform = 'win32',
  environment = {},
  ...rest
}: Wishes) {
  const page = new PageState()
  page.tell({ activity: 'in-call', microphone: 'on', unread: 0 })
  const listed: SourcesOptions[] = []
  const offered: [sources: ScreenSource[], canShareSound: boolean][] = []
  let options: object | undefined
  const answered = new Promise<Streams | null>((resolve) => {
    const setDisplayMediaRequestHandler: Session['setDisplayMediaRequestHandler'] = (handler, opts) => {
      options = opts
      handler?.({ ...REQUEST, ...request }, resolve)
    }
    const desktopCapturer = {
      getSources: async (wanted: SourcesOptions) => {
        listed.push(wanted)
        if (sources instanceof Error) throw sources
        return sources
      },
    }
    const session = { defaultSession: { setDisplayMediaRequestHandler } }
    answerScreenSharing(fakeElectron({ session, desktopCapturer }), {
      origin: OWN,
      page,
      pick: async (...offer) => {
        offered.push(offer)
        return choice
      },
      platform,
      environment,
      ...rest,
    })
  })
  return { page, listed, offered, answered, options }
}

afterEach(() => vi.restoreAllMocks())

describe('answerScreenSharing', () => {
  test('lets the person pick, from pictures of screens and windows', async () => {
    const { answered, offered } = share({ choice: { id: WINDOW.id, audio: false } })
    await expect(answered).resolves.toEqual({ video: WINDOW })
    expect(offered[0]?.[0]).toEqual([
      { id: 'screen:1:0', name: 'Screen 1', kind: 'screen', thumbnail: 'data:image/png;base64,c2NyZWVu' },
      { id: 'window:2:0', name: 'Notes', kind: 'window', thumbnail: '', icon: 'data:image/png;base64,aWNvbg' },
    ])
  })

  test("prefers the system's own picker where Electron has one", () => {
    expect(share({}).options).toEqual({ useSystemPicker: true })
  })

  test.each([
    ['another origin', { securityOrigin: 'http://192.168.1.9:8080/' }],
    ['a frame of another origin', { frame: { origin: 'https://example.com', parent: null } }],
    ['a frame within our page', { frame: { origin: OWN, parent: { origin: OWN } } }],
    ['a page that is gone', { frame: null }],
    ['nobody, without a click', { userGesture: false }],
    ['one who wants no picture', { videoRequested: false }],
  ])('refuses %s, and looks at nothing', async (_who, request) => {
    const { answered, listed } = share({ request, choice: { id: SCREEN.id, audio: false } })
    await expect(answered).resolves.toBeNull()
    expect(listed).toEqual([])
  })

  test.each([
    ['nothing was picked', { choice: null }],
    ['something was picked that was never offered', { choice: { id: 'screen:9:0', audio: false } }],
    ['there is nothing to share', { sources: [], choice: { id: SCREEN.id, audio: false } }],
  ])('shares nothing where %s', async (_why, wishes) => {
    await expect(share(wishes).answered).resolves.toBeNull()
  })

  test('answers also where the sources cannot be listed, as after a no in the portal', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const { answered } = share({ sources: new Error('Failed to get sources.') })
    await expect(answered).resolves.toBeNull()
    expect(logged).toHaveBeenCalledOnce()
  })

  test('answers when the page goes', async () => {
    const { page, answered } = share({ choice: new Promise<null>(() => {}) })
    page.forget()
    await expect(answered).resolves.toBeNull()
  })

  test('answers when the person takes too long', async () => {
    const { answered } = share({ choice: new Promise<null>(() => {}), patienceMs: 1 })
    await expect(answered).resolves.toBeNull()
  })

  test('survives an answer that Electron refuses', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const page = new PageState()
    const setDisplayMediaRequestHandler = (handler: Handler) =>
      handler({ ...REQUEST, frame: null }, () => {
        throw new TypeError('The frame is gone')
      })
    const session = { defaultSession: { setDisplayMediaRequestHandler } }
    answerScreenSharing(fakeElectron({ session }), { origin: OWN, page, pick: async () => null })
    await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce())
  })
})

describe('the portal of Wayland', () => {
  test('is the only list, and needs no pictures', async () => {
    const { answered, offered, listed } = share({ sources: [SCREEN], platform: 'linux', environment: WAYLAND })
    await expect(answered).resolves.toEqual({ video: SCREEN })
    expect(offered).toEqual([])
    expect(listed).toMatchObject([{ types: ['screen', 'window'], thumbnailSize: { width: 0, height: 0 } }])
  })

  test('gives one source, so that the person picks where there are several', async () => {
    const { answered, offered } = share({
      platform: 'linux',
      environment: WAYLAND,
      choice: { id: WINDOW.id, audio: false },
    })
    await expect(answered).resolves.toEqual({ video: WINDOW })
    expect(offered).toHaveLength(1)
  })

  test.each([
    ['X11', 'linux', { XDG_SESSION_TYPE: 'x11' }],
    ['a Wayland session without a display', 'linux', { XDG_SESSION_TYPE: 'wayland' }],
    ['Windows', 'win32', WAYLAND],
  ] as const)(
    'is not taken for granted on %s: the person picks even a lone screen',
    async (_where, platform, environment) => {
      const { answered, offered } = share({ sources: [SCREEN], platform, environment, choice: null })
      await expect(answered).resolves.toBeNull()
      expect(offered).toHaveLength(1)
    },
  )
})

describe('the sound of the computer', () => {
  const withSound = { id: SCREEN.id, audio: true }

  test('goes along on Windows where it was asked for and picked', async () => {
    const { answered, offered } = share({ choice: withSound })
    await expect(answered).resolves.toEqual({ video: SCREEN, audio: 'loopback' })
    expect(offered[0]?.[1]).toBe(true)
  })

  test.each([
    ['it was not asked for', { request: { audioRequested: false }, choice: withSound }],
    ['it was not picked', { choice: { ...withSound, audio: false } }],
    ['Linux would send the call back', { platform: 'linux' as const, choice: withSound }],
    ['macOS would send silence', { platform: 'darwin' as const, choice: withSound }],
  ])('stays where %s', async (_why, wishes) => {
    await expect(share(wishes).answered).resolves.toEqual({ video: SCREEN })
  })
})

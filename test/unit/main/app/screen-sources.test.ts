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

const WINDOWS_11 = '10.0.26100'
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
  release?: string
  environment?: NodeJS.ProcessEnv
  /** What macOS says of recording the screen. */
  access?: 'granted' | 'denied' | 'not-determined'
  patienceMs?: number
}

/** Asks to share the screen, and gives what comes of it. */
function share({
  request,
  sources = [SCREEN, WINDOW],
  choice = null,
  platform = 'win32',
  release = WINDOWS_11,
  environment = {},
  access = 'not-determined',
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
    const systemPreferences = { getMediaAccessStatus: (kind: string) => (kind === 'screen' ? access : 'granted') }
    answerScreenSharing(fakeElectron({ session, desktopCapturer, systemPreferences }), {
      origin: OWN,
      page,
      pick: async (...offer) => {
        offered.push(offer)
        return choice
      },
      system: { platform, release, environment },
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

  test.each<[string, Wishes, boolean]>([
    ['on Windows, which has none', {}, true],
    ['on macOS, which asks for no permission then', { platform: 'darwin', release: '25.1.0' }, true],
    ['on macOS that has refused', { platform: 'darwin', release: '25.1.0', access: 'denied' }, true],
    [
      'not on macOS that allows the list and its sound',
      { platform: 'darwin', release: '25.1.0', access: 'granted' },
      false,
    ],
    ['on macOS of which no sound comes', { platform: 'darwin', release: '23.1.0', access: 'granted' }, true],
  ])("prefers the system's own picker %s", (_where, wishes, useSystemPicker) => {
    expect(share(wishes).options).toEqual({ useSystemPicker })
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
    const system = { platform: 'linux', release: '', environment: {} } as const
    answerScreenSharing(fakeElectron({ session }), { origin: OWN, page, pick: async () => null, system })
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
  const choice = { id: SCREEN.id, audio: true }

  test.each<[string, Wishes]>([
    ['Windows 11', { release: '10.0.22000' }],
    ['macOS 14.2', { platform: 'darwin', release: '23.2.0' }],
    ['macOS 26', { platform: 'darwin', release: '25.0.0' }],
  ])('goes along on %s where it was asked for and picked', async (_where, wishes) => {
    const { answered, offered } = share({ ...wishes, choice })
    await expect(answered).resolves.toEqual({ video: SCREEN, audio: 'loopback' })
    expect(offered[0]?.[1]).toBe(true)
  })

  test.each<[string, Wishes]>([
    ['it was not asked for', { request: { audioRequested: false } }],
    ['Windows 10 would send the call back', { release: '10.0.19045' }],
    ['macOS 14.1 would send the call back', { platform: 'darwin', release: '23.1.0' }],
    ['macOS 13 would send the call back', { platform: 'darwin', release: '22.6.0' }],
    ['Linux would send the call back', { platform: 'linux', release: '26.2.0' }],
  ])('stays where %s, and is not offered', async (_why, wishes) => {
    const { answered, offered } = share({ ...wishes, choice })
    await expect(answered).resolves.toEqual({ video: SCREEN })
    expect(offered[0]?.[1]).toBe(false)
  })

  test('stays where it was not picked', async () => {
    await expect(share({ choice: { ...choice, audio: false } }).answered).resolves.toEqual({ video: SCREEN })
  })
})

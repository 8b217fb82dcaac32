import { release } from 'node:os'
import type { DesktopCapturerSource, Session, Streams } from 'electron'
import type { ScreenChoice, ScreenSource } from '../../common/bridge.js'
import { within } from '../../common/within.js'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { hasOrigin } from './origin.js'
import type { PageState } from './page-state.js'

type Request = Parameters<NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>>[0]

export interface ScreenSharing {
  /** The origin of the page. */
  origin: string
  page: Pick<PageState, 'on'>
  /** Asks the person. */
  pick: (sources: ScreenSource[], canShareSound: boolean) => Promise<ScreenChoice>
  system?: System
  patienceMs?: number
}

/** `release` is the kernel's, as Node tells it. */
interface System {
  platform: NodeJS.Platform
  release: string
  environment: NodeJS.ProcessEnv
}

const THUMBNAIL = { width: 320, height: 180 }
const NO_THUMBNAIL = { width: 0, height: 0 }
/** Whoever has not chosen by then is elsewhere. */
const PATIENCE_MS = 120_000
/** The first build of Windows 11, which calls itself 10.0.22000. */
const WINDOWS_11 = 22_000
/** The version of macOS 14's kernel. */
const MACOS_14 = 23

/**
 * Answers the page that asks to share the screen: by the system's own picker where there is one, otherwise by what the
 * person picks from a list. A request that comes to nothing is answered with null, which the page sees as an AbortError;
 * Electron would throw on an empty answer.
 */
export function answerScreenSharing(electron: Electron, sharing: ScreenSharing): void {
  const { session, desktopCapturer } = electron
  const system = sharing.system ?? { platform: process.platform, release: release(), environment: process.env }
  session.defaultSession.setDisplayMediaRequestHandler(
    (request, answer) => {
      unlessGivenUp(choose(request, desktopCapturer, sharing, system), sharing)
        .catch((error: Error) => {
          log.error(`The screen was not shared: ${error.message}`)
          return null
        })
        .then(answer)
        .catch((error: Error) => log.error(`The page was not answered: ${error.message}`))
    },
    { useSystemPicker: !mayRecordWithSound(electron, system) },
  )
}

/**
 * Whether macOS lets Lanline record the screen and its sound. From macOS 15 on Electron shows the system's own picker, which
 * needs no permission and brings no sound (lib/browser/api/session.ts); whoever has given the permission gets the list, and
 * with it the sound. Looked at once: Electron hangs where that changes while it runs (electron/electron#45306).
 */
function mayRecordWithSound({ systemPreferences }: Electron, system: System): boolean {
  return (
    system.platform === 'darwin' &&
    hasSystemSound(system) &&
    systemPreferences.getMediaAccessStatus('screen') === 'granted'
  )
}

async function choose(
  request: Request,
  capturer: Electron['desktopCapturer'],
  { origin, pick }: ScreenSharing,
  system: System,
): Promise<Streams | null> {
  if (!isOwnWish(request, origin)) return null
  const isPortal = hasPortal(system)
  const sources = await capturer.getSources({
    types: ['screen', 'window'],
    thumbnailSize: isPortal ? NO_THUMBNAIL : THUMBNAIL,
    fetchWindowIcons: !isPortal,
  })
  const [first] = sources
  if (!first) return null
  // What the person has picked from the portal is all that there is, and to ask again would be a second list.
  if (isPortal && sources.length === 1) return { video: first }

  const audio = request.audioRequested && hasSystemSound(system)
  const choice = await pick(sources.map(toScreenSource), audio)
  const video = sources.find(({ id }) => id === choice?.id)
  if (!video) return null
  return { video, ...(audio && choice?.audio && { audio: 'loopback' }) }
}

/** Chromium asks for a person's click or key itself, and this makes sure of it. */
function isOwnWish({ frame, securityOrigin, videoRequested, userGesture }: Request, origin: string): boolean {
  const isOwnPage = frame !== null && frame.parent === null && frame.origin === origin
  return isOwnPage && hasOrigin(securityOrigin, origin) && videoRequested && userGesture
}

/** Whether listing the sources opens the system's picker, by the same signs by which WebRTC knows Wayland. */
function hasPortal({ platform, environment }: System): boolean {
  return platform === 'linux' && environment['XDG_SESSION_TYPE'] === 'wayland' && !!environment['WAYLAND_DISPLAY']
}

/**
 * Where Electron gives what the computer plays without the call itself, which the others would hear as an echo: the page asks
 * for that with `restrictOwnAudio` (electron/electron#52455). Chromium heeds it from Windows 11 and macOS 14.2 on
 * (IsRestrictOwnAudioSupported in media/base/media_switches.cc), and nowhere else, though it gives sound there too.
 */
function hasSystemSound({ platform, release }: System): boolean {
  const [major = 0, minor = 0, build = 0] = release.split('.').map(Number)
  if (platform === 'win32') return build >= WINDOWS_11
  return platform === 'darwin' && (major > MACOS_14 || (major === MACOS_14 && minor >= 2))
}

function toScreenSource({ id, name, thumbnail, appIcon }: DesktopCapturerSource): ScreenSource {
  // Null for screens, whatever the type says.
  const icon = appIcon as DesktopCapturerSource['appIcon'] | null
  return {
    id,
    name,
    kind: id.startsWith('screen:') ? 'screen' : 'window',
    thumbnail: thumbnail.isEmpty() ? '' : thumbnail.toDataURL(),
    ...(icon && !icon.isEmpty() && { icon: icon.toDataURL() }),
  }
}

/** Null when the page is gone or the person takes too long. */
async function unlessGivenUp<T>(
  choosing: Promise<T>,
  { page, patienceMs = PATIENCE_MS }: ScreenSharing,
): Promise<T | null> {
  let unlisten = () => {}
  const gone = new Promise<null>((resolve) => {
    unlisten = page.on('change', (status) => {
      if (!status) resolve(null)
    })
  })
  const chosen = await within(Promise.race([choosing, gone]), patienceMs).finally(unlisten)
  return chosen ?? null
}

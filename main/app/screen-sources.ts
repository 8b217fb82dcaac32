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
  platform?: NodeJS.Platform
  environment?: NodeJS.ProcessEnv
  patienceMs?: number
}

const THUMBNAIL = { width: 320, height: 180 }
const NO_THUMBNAIL = { width: 0, height: 0 }
/** Whoever has not chosen by then is elsewhere. */
const PATIENCE_MS = 120_000

/**
 * Answers the page that asks to share the screen: by the system's own picker where there is one, otherwise by what the
 * person picks from a list. A request that comes to nothing is answered with null, which the page sees as an AbortError;
 * Electron would throw on an empty answer.
 */
export function answerScreenSharing({ session, desktopCapturer }: Electron, sharing: ScreenSharing): void {
  session.defaultSession.setDisplayMediaRequestHandler(
    (request, answer) => {
      unlessGivenUp(choose(request, desktopCapturer, sharing), sharing)
        .catch((error: Error) => {
          log.error(`The screen was not shared: ${error.message}`)
          return null
        })
        .then(answer)
        .catch((error: Error) => log.error(`The page was not answered: ${error.message}`))
    },
    // macOS 15 and later let the person pick without asking here. Whether sound comes along is not tried: it is told that
    // none did in Electron 33 (electron/electron#44685), and that it does in 43 (electron/electron#52738). The page asks
    // for it, and takes what comes.
    { useSystemPicker: true },
  )
}

async function choose(
  request: Request,
  capturer: Electron['desktopCapturer'],
  { origin, pick, ...system }: ScreenSharing,
): Promise<Streams | null> {
  if (!isOwnWish(request, origin)) return null
  const { platform = process.platform, environment = process.env } = system
  const isPortal = hasPortal(platform, environment)
  const sources = await capturer.getSources({
    types: ['screen', 'window'],
    thumbnailSize: isPortal ? NO_THUMBNAIL : THUMBNAIL,
    fetchWindowIcons: !isPortal,
  })
  const [first] = sources
  if (!first) return null
  // What the person has picked from the portal is all that there is, and to ask again would be a second list.
  if (isPortal && sources.length === 1) return { video: first }

  const audio = request.audioRequested && hasSystemSound(platform)
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
function hasPortal(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  return platform === 'linux' && environment['XDG_SESSION_TYPE'] === 'wayland' && !!environment['WAYLAND_DISPLAY']
}

/**
 * Where Electron captures what the computer plays but for the call itself, which the others would hear as an echo: the
 * page must ask with `restrictOwnAudio` (electron/electron#52455). Linux cannot leave the call out, and on macOS the
 * sound of a source that was not picked by the system stays silent (electron/electron#52738).
 */
const hasSystemSound = (platform: NodeJS.Platform) => platform === 'win32'

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

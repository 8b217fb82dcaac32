import { type Invite, parseInvite } from '../../common/invite.js'
import type { Electron } from './electron.js'
import type { PageState } from './page-state.js'
import type { Push } from './push.js'

const SCHEME = 'lanline'
const IS_LINK = new RegExp(`^${SCHEME}://`, 'i')
const JOIN = '--join'
/** Longer than any link that the app makes: a host, a room of 64 characters as UTF-8 in percent signs, and a key. */
const MAX_CHARACTERS = 2_000

/**
 * Where a `lanline:` link leads. Any web page can have the system open one, so that whatever is not an invite leads
 * nowhere.
 */
export function inviteFromLink(link: string): Invite | undefined {
  return link.length <= MAX_CHARACTERS && IS_LINK.test(link) ? parseInvite(link) : undefined
}

/** Where the one link of a command line leads, among which Chromium mixes switches of its own. */
export function inviteFromArguments(argv: string[]): Invite | undefined {
  const [link, ...others] = argv.filter((argument) => IS_LINK.test(argument))
  return link !== undefined && others.length === 0 ? inviteFromLink(link) : undefined
}

/**
 * Where a command line has the app go without asking, as on a machine that stands in a meeting room: `--join`, with the
 * address and room as `=` or an argument behind it. A link cannot say so: it comes alone, or behind `--`.
 *
 * Not the next one: of a second start, Chromium hands over all switches, its own among them, before all other arguments
 * (electron/electron#20322).
 */
export function placeToJoin(argv: string[]): Invite | undefined {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const at = own.findIndex((argument) => argument === JOIN || argument.startsWith(`${JOIN}=`))
  if (at < 0) return undefined
  const [option = '', ...others] = own.slice(at)
  const places =
    option === JOIN ? others.filter((argument) => !argument.startsWith('-')) : [option.slice(JOIN.length + 1)]
  return places.map((place) => parseInvite(place)).find((invite) => invite !== undefined)
}

/** What comes to the app from outside, until there is a page to hand it to. */
export class Invites {
  #waiting: { event: 'invite' | 'join'; invite: Invite } | undefined
  #deliver = () => {}

  /** Before `ready` only: macOS may tell of the link that started the app before that. */
  constructor({ app }: Electron, argv: string[]) {
    this.#offerFrom(argv)
    app.on('second-instance', (_event, others) => this.#offerFrom(others))
    app.on('open-url', (event, link) => {
      event.preventDefault()
      this.offer(inviteFromLink(link))
    })
  }

  /** Hands this invite to the page as soon as there is one; where several wait, only the last. */
  offer(invite: Invite | undefined): void {
    this.#take('invite', invite)
  }

  /** From now on invites go to the page, before whose window `toFront` brings the person. */
  handTo(page: PageState, push: Push, toFront: () => void): void {
    const deliver = () => {
      if (!this.#waiting || !page.status) return
      toFront()
      push(this.#waiting.event, this.#waiting.invite)
      this.#waiting = undefined
    }
    page.on('change', deliver)
    this.#deliver = () => (page.status ? deliver() : toFront())
  }

  #offerFrom(argv: string[]): void {
    const place = placeToJoin(argv)
    if (place) this.#take('join', place)
    else this.offer(inviteFromArguments(argv))
  }

  #take(event: 'invite' | 'join', invite: Invite | undefined): void {
    if (!invite) return
    this.#waiting = { event, invite }
    this.#deliver()
  }
}

/**
 * Has the system open `lanline:` links with this app. On Windows the installer does, and takes back what it did; where
 * the app is developed, only Windows can be told what Electron is to run.
 */
export function claimLinks(
  { app }: Electron,
  { execPath, platform }: Pick<NodeJS.Process, 'execPath' | 'platform'> = process,
): void {
  if (app.isPackaged && platform !== 'win32') app.setAsDefaultProtocolClient(SCHEME)
  if (!app.isPackaged && platform === 'win32') {
    app.setAsDefaultProtocolClient(SCHEME, execPath, [app.getAppPath()])
  }
}

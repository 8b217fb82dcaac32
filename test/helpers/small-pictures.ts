import type { BrowserContext } from 'playwright'

export const SMALL = { width: 320, height: 180 }
/** What cameras give that are asked for nothing more. */
export const USUAL = { width: 1280, height: 720 }

/**
 * Has the cameras of all pages open with pictures no larger than this, whatever size a page asks for: most tests look at
 * no more than whether they move, and to send large ones takes a good fifth of a call's processor time. To be called
 * before a page is loaded. No function in it has a name: what translates TypeScript for the benchmarks would have each of
 * those call something that pages do not have.
 */
export const keepPicturesSmall = (context: BrowserContext, size = SMALL) =>
  context.addInitScript((size) => {
    // Without a secure origin there are none.
    if (!('MediaDevices' in window)) return
    const { getUserMedia } = MediaDevices.prototype
    MediaDevices.prototype.getUserMedia = function (constraints = {}) {
      const { video } = constraints
      if (!video) return getUserMedia.call(this, constraints)
      const asked = video === true ? {} : video
      const small: MediaTrackConstraints = { ...asked }
      for (const [side, most] of Object.entries(size) as ['width' | 'height', number][]) {
        const { [side]: wanted } = asked
        small[side] = { ideal: Math.min(most, (typeof wanted === 'object' ? wanted.ideal : wanted) ?? most) }
      }
      return getUserMedia.call(this, { ...constraints, video: small })
    }
  }, size)

/**
 * Leaves all pages without a microphone: where many are in one room, sound costs several times what small pictures do. The
 * camera stays as quick as it is: pages of one browser that take only some of its pictures each keep others of the few that it
 * has room for, until it gives none any more. To be called before a page is loaded.
 */
export const takeMicrophones = (context: BrowserContext) =>
  context.addInitScript(() => {
    if (!('MediaDevices' in window)) return
    const { getUserMedia } = MediaDevices.prototype
    MediaDevices.prototype.getUserMedia = async function (constraints = {}) {
      if (constraints.audio) throw new DOMException('There is no microphone.', 'NotFoundError')
      return getUserMedia.call(this, constraints)
    }
  })

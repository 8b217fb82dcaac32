// Stands in the page itself, and runs before anything else of it has been fetched.

import { openEarlySocket } from './early-socket.js'

declare global {
  /** Says that the page did not come, and loads it again once the host answers; before, there would be the browser's error. */
  var loadAgain: () => void
}

const AGAIN_AFTER_MS = 2_000

/**
 * The page's own script and styles. What is fetched later is fetched again by itself; and of what is there already Firefox
 * says that it could not be preloaded.
 */
const OF_PAGE = /(src=|sheet).*\/assets\/index-/

openEarlySocket()

globalThis.loadAgain = () => {
  const app = document.getElementById('app')
  if (app) app.textContent = 'Lanline could not be loaded. Trying again.'
  setTimeout(() => fetch('').then(() => location.reload(), loadAgain), AGAIN_AFTER_MS)
}

addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLElement && OF_PAGE.test(target.outerHTML)) loadAgain()
  },
  true,
)

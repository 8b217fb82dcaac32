// Stands in the page itself, and runs before anything else of it has been fetched.

import { openEarlySocket } from './early-socket.js'

const TRIED_AGAIN_MS = 2_000

openEarlySocket()

/** The page's own script and styles, without which there is none; what it fetches later it fetches again by itself. */
const OF_PAGE = /\/assets\/index-/

addEventListener(
  'error',
  ({ target }) => {
    if (!(target instanceof HTMLElement) || !OF_PAGE.test(target.outerHTML)) return
    const app = document.getElementById('app')
    if (app) app.textContent = 'Lanline could not be loaded. Trying again.'
    setTimeout(() => location.reload(), TRIED_AGAIN_MS)
  },
  true,
)

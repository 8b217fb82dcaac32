import type { App } from '../state/app.js'

/** In the place of one's own picture, where the browser gives the page no camera: why, and the way to one. */
export function Watching({ app }: { app: App }) {
  return (
    <aside class="self watching" aria-label="You">
      <p>You watch and listen. Browsers give a plain http page no camera or microphone.</p>
      <button type="button" class="btn" onClick={app.secureDoor.open}>
        Use camera and microphone…
      </button>
    </aside>
  )
}

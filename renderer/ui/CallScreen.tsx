import { PhoneOff } from 'lucide-preact'
import type { App } from '../state/app.js'
import { MediaButton } from './MediaButton.js'
import { SelfView } from './SelfView.js'
import { callStatus } from './sentences.js'
import { useMediaShortcuts } from './shortcuts.js'
import { Tile } from './Tile.js'
import { useRestingPointer } from './use-resting-pointer.js'
import { Waiting } from './Waiting.js'
import './call.css'

/** The room: everyone else fills the stage, oneself sits in a corner. */
export function CallScreen({ app, room }: { app: App; room: string }) {
  const peers = app.peers.value
  const isResting = useRestingPointer() && peers.length > 0
  const { sentence, isNews } = callStatus(app.host.view.value, peers, app.lastGone.value)
  useMediaShortcuts(app.devices)
  return (
    <main class={`call ${isResting ? 'resting' : ''}`}>
      <div class="stage" data-people={peers.length}>
        {peers.length === 0 ? (
          <Waiting app={app} room={room} />
        ) : (
          <>
            <h1 class="heard-only">Call in {room}</h1>
            {peers.map((peer) => (
              <Tile key={peer.id} peer={peer} />
            ))}
          </>
        )}
      </div>
      <p class={isNews ? 'news' : 'heard-only'} role="status">
        {sentence}
      </p>
      <SelfView devices={app.devices} name={app.name.value} />
      <div class="controls" role="toolbar" aria-label="Call">
        <MediaButton devices={app.devices} kind="audio" />
        <MediaButton devices={app.devices} kind="video" />
        <button type="button" class="round hang-up" aria-label="Hang up" title="Hang up" onClick={() => app.leave()}>
          <PhoneOff size={22} aria-hidden="true" />
        </button>
      </div>
    </main>
  )
}

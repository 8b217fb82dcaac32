import { MonitorUp } from 'lucide-preact'
import type { RemotePeer } from '../call/call.js'
import { Sound } from './Sound.js'
import { Video } from './Video.js'

/** The screen that another person shares. */
export function ScreenTile({ peer: { name, screen, screenSound, state } }: { peer: RemotePeer }) {
  return (
    <figure class={`tile ${state === 'connected' ? '' : 'troubled'}`}>
      <Video stream={screen} testId="remote-screen" label={`Screen of ${name}`} />
      <Sound stream={screenSound} />
      <figcaption class="chip">
        <MonitorUp size={14} aria-hidden="true" />
        {name}’s screen
      </figcaption>
    </figure>
  )
}

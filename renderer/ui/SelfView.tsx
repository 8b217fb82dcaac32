import { MicOff } from 'lucide-preact'
import type { Devices } from '../state/devices.js'
import { Avatar } from './Avatar.js'
import { Video } from './Video.js'

/** One's own picture in the corner. */
export function SelfView({ devices, name }: { devices: Devices; name: string }) {
  const isSeen = devices.video.value.state === 'on'
  const isMuted = devices.audio.value.state !== 'on'
  return (
    <figure class="self">
      <Video stream={devices.stream} testId="local-video" label="Your camera" own hidden={!isSeen} />
      {!isSeen && <Avatar name={name || 'You'} />}
      <figcaption class="chip">
        {isMuted && <MicOff size={14} aria-label="Muted" />}
        You
      </figcaption>
    </figure>
  )
}

import { batch, signal } from '@preact/signals-core'
import { vi } from 'vitest'
import { type MediaState, NO_MEDIA } from '../../common/channels.js'
import { Outgoing } from '../../renderer/call/outgoing.js'
import { NO_TRACKS } from '../../renderer/call/transceivers.js'

/** A person who sends nothing to begin with; `send` makes it something else. */
export function fakeOutgoing() {
  const tracks = signal(NO_TRACKS)
  const state = signal<MediaState>(NO_MEDIA)
  const screen = { stop: vi.fn() }
  const [camera, microphone] = [fakeDevice(), fakeDevice()]
  const { onChange } = Outgoing.prototype
  const outgoing = {
    tracks,
    state,
    quality: signal('auto'),
    hand: signal(false),
    streams: {},
    screen,
    devices: { camera, microphone },
    onChange,
  }
  return {
    outgoing: outgoing as unknown as Outgoing,
    screen,
    camera,
    microphone,
    send(change: Partial<MediaState>, changed: Partial<typeof NO_TRACKS> = {}): void {
      batch(() => {
        state.value = { ...state.value, ...change }
        tracks.value = { ...tracks.value, ...changed }
      })
    },
  }
}

/** A device that the person wants on to begin with. */
function fakeDevice() {
  const wanted = signal(true)
  return {
    wanted,
    turn: vi.fn((isWanted: boolean) => {
      wanted.value = isWanted
    }),
  }
}

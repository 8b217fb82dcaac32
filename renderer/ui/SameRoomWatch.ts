import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { Envelopes } from '../call/envelopes.js'
import { SameRoom } from '../call/same-room.js'
import type { App } from '../state/app.js'

const EVERY_MS = 400

/** Tells who is in the same room as oneself, so that the two machines howl, while both microphones are on. */
export function SameRoomWatch({ app }: { app: App }) {
  useEffect(() => {
    const { calling, deviceControls, callView } = app
    const { audio } = deviceControls.inputs
    return effect(() => {
      const track = audio.state.value === 'on' ? audio.track.value : null
      const heard = calling.peers.value.filter(
        ({ media, state }) => media.value.microphone && state.value === 'connected',
      )
      callView.sharesRoomWith.value = undefined
      if (track && heard.length > 0) return watch(track, heard, (id) => (callView.sharesRoomWith.value = id))
    })
  }, [app])
  return null
}

function watch(own: MediaStreamTrack, peers: readonly RemotePeer[], tell: (id: string) => void): () => void {
  const envelopes = new Envelopes()
  let rooms = new Map<string, SameRoom>()
  const timer = setInterval(() => {
    const tracks = new Map(
      peers.flatMap(({ id, sound }) => sound.getAudioTracks().map((track) => [id, track] as const)),
    )
    envelopes.listenTo([own, ...tracks.values()])
    const steps = envelopes.look()
    const ownSteps = steps?.get(own)
    if (!ownSteps) rooms = new Map()
    for (const [id, track] of tracks) {
      const room = rooms.get(id) ?? new SameRoom()
      rooms.set(id, room)
      const received = steps?.get(track) ?? []
      const isShared = ownSteps?.map((step, index) => room.hear(step, received[index] ?? 0)).includes(true)
      if (isShared) tell(id)
    }
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    envelopes.close()
  }
}

import { useEffect } from 'preact/hooks'
import type { App } from '../state/app.js'
import { proveWhoCalls } from '../state/auto-answer/prove-who-calls.js'
import { lendToSystem } from '../state/media-keys.js'
import { signsOf } from '../state/signs-of.js'
import { CallSounds } from './CallSounds.js'
import { FilePanel } from './files/parts.js'
import { LinkTuning } from './LinkTuning.js'
import { PictureWatch } from './PictureWatch.js'
import { PushToTalk } from './PushToTalk.js'
import { SameRoomWatch } from './SameRoomWatch.js'
import { SpeechWatch } from './SpeechWatch.js'
import { useHeldPage } from './use-held-page.js'

/** What goes on for as long as a call is on screen, and shows nothing by itself; and beside the call the panel of its files. */
export function CallLife({ app }: { app: App }) {
  useSigns(app)
  useHeldPage(app)
  useMediaKeys(app)
  useEffect(() => proveWhoCalls(app.calling), [app])
  return (
    <>
      <CallSounds app={app} />
      <PictureWatch calling={app.calling} />
      <LinkTuning calling={app.calling} />
      <SpeechWatch app={app} />
      <SameRoomWatch app={app} />
      <PushToTalk devices={app.deviceControls} />
      {app.callView.files.isOpen.value && <FilePanel app={app} />}
    </>
  )
}

function useSigns(app: App): void {
  useEffect(() => {
    const signs = signsOf(app)
    return () => {
      app.callView.signs.value = undefined
      signs.close()
    }
  }, [app])
}

function useMediaKeys(app: App): void {
  useEffect(() => {
    if (!('mediaSession' in navigator)) return
    const { deviceControls: devices } = app
    return lendToSystem(navigator.mediaSession, {
      isOn: (kind) => devices.isOn(kind),
      toggle: (kind) => void devices.toggle(kind),
      hangUp: () => app.hangUp(),
    })
  }, [app])
}

import type { App } from '../state/app.js'
import { CallSounds } from './CallSounds.js'
import { FilePanel } from './files/parts.js'
import { LinkTuning } from './LinkTuning.js'
import { PictureWatch } from './PictureWatch.js'
import { PushToTalk } from './PushToTalk.js'
import { SpeechWatch } from './SpeechWatch.js'

/** What goes on for as long as a call is on screen, and shows nothing by itself; and beside the call the panel of its files. */
export function CallLife({ app }: { app: App }) {
  return (
    <>
      <CallSounds app={app} />
      <PictureWatch calling={app.calling} />
      <LinkTuning calling={app.calling} />
      <SpeechWatch app={app} />
      <PushToTalk devices={app.deviceControls} />
      {app.callView.files.isOpen.value && <FilePanel app={app} />}
    </>
  )
}

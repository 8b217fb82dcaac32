import { KINDS } from '../call/devices/capture.js'
import type { DeviceNews as News, SpeakerNews } from '../call/devices/hot-plug.js'
import type { DeviceControls } from '../state/device-controls.js'
import { plainName } from '../state/device-names.js'
import { t } from '../state/language.js'

/** What became of a device that was plugged in or out, in a sentence each; for a while. */
export function DeviceNews({ devices, ...look }: { devices: DeviceControls; class: string; role?: 'status' }) {
  return (
    <>
      {([...KINDS, 'output'] as const).map((kind) => {
        const news = devices.news[kind].value.value
        return (
          news && (
            <p key={kind} {...look}>
              {newsSentence(news)}
            </p>
          )
        )
      })}
    </>
  )
}

function newsSentence(news: News): string {
  if (news.kind === 'output') return speakerSentence(news)
  const { kind } = news
  switch (news.what) {
    case 'replaced':
      return t(`devices/${kind}-replaced`, { was: plainName(news.was), now: plainName(news.now) })
    case 'gone':
      return t(`devices/${kind}-gone`, { was: plainName(news.was) })
    default:
      return t(`devices/${kind}-${news.what}`, { now: plainName(news.now) })
  }
}

const speakerSentence = (news: SpeakerNews) =>
  news.what === 'back'
    ? t('devices/output-back', { now: plainName(news.now) })
    : t(`devices/output-${news.what}`, { was: plainName(news.was) })

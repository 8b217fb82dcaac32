import { speak, speakOfLater } from '../../renderer/state/language.js'

/** Gives the page English, which it has before it says anything. For `beforeAll`. */
export async function speakEnglish(): Promise<void> {
  await speak('en', [])
  await speakOfLater()
}

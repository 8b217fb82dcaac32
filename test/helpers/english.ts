import { beforeAll } from 'vitest'
import { speak, speakOfLater } from '../../renderer/state/language.js'

// The page has a language before it says anything.
beforeAll(async () => {
  await speak('en', [])
  await speakOfLater()
})

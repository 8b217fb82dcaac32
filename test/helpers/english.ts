import { beforeAll } from 'vitest'
import { speak } from '../../renderer/state/language.js'

// The page has a language before it says anything.
beforeAll(() => speak('en', []))

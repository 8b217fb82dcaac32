import { Catalog } from '@hi18n/core'
import type { PageVocabulary } from '../en/page.js'
import { call } from './call.js'
import { dialogs } from './dialogs.js'
import { findings } from './findings.js'
import { problems } from './problems.js'
import { settings } from './settings.js'
import { start } from './start.js'

export default new Catalog<PageVocabulary>('ru', {
  ...start,
  ...dialogs,
  ...call,
  ...problems,
  ...settings,
  ...findings,
})

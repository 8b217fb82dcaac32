import { Catalog } from '@hi18n/core'
import { call } from './call.js'
import { dialogs } from './dialogs.js'
import { findings } from './findings.js'
import { problems } from './problems.js'
import { settings } from './settings.js'
import { start } from './start.js'

const messages = { ...start, ...dialogs, ...call, ...problems, ...settings, ...findings }

/** Every message of the page with what it takes. A catalog that lacks one, or takes anything else, is no catalog of it. */
export type PageVocabulary = typeof messages

export default new Catalog<PageVocabulary>('en', messages)

import { Catalog } from '@hi18n/core'
import { first } from './first.js'
import { later } from './later.js'

const messages = { ...first, ...later }

/** Every message of the page with what it takes. A catalog that lacks one, or takes anything else, is no catalog of it. */
export type PageVocabulary = typeof messages

export default new Catalog<PageVocabulary>('en', messages)

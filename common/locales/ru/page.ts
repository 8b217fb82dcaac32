import { Catalog } from '@hi18n/core'
import type { PageVocabulary } from '../en/page.js'
import { first } from './first.js'
import { later } from './later.js'

export default new Catalog<PageVocabulary>('ru', { ...first, ...later })

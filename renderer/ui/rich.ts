import type { MessageArguments } from '@hi18n/core'
import { cloneElement, Fragment, h, type VNode } from 'preact'
import type { PageVocabulary } from '../../common/locales/en/page.js'
import { translator } from '../state/language.js'

/** A message in which elements stand: `<room/>` in it is the element that is given by that name, `<b>…</b>` one around a text. */
export function rich<Id extends keyof PageVocabulary>(id: Id, elements: MessageArguments<PageVocabulary[Id], VNode>) {
  return translator.value.translateWithComponents<VNode, VNode, Id>(id, { collect, wrap }, elements)
}

const collect = (parts: (VNode | string)[]) => h(Fragment, null, ...parts)
const wrap = (element: VNode, text: VNode | string | undefined) =>
  text === undefined ? element : cloneElement(element, undefined, text)

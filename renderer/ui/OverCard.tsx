import type { ComponentChildren } from 'preact'
import * as cards from './base/cards.module.css'
import * as layout from './base/layout.module.css'
import { Mark } from './Mark.js'
import * as css from './OverCard.module.css'

interface Props {
  headline: string
  /** What there is to say besides. */
  sentence?: ComponentChildren
  /** The buttons by which it goes on. */
  children: ComponentChildren
}

/** What comes in the place of a call: dark as the call was. */
export function OverCard({ headline, sentence, children }: Props) {
  return (
    <main class={css.over}>
      <Mark />
      <div class={`${cards.card} ${css.card}`}>
        <h1>{headline}</h1>
        {sentence}
        <div class={layout.row}>{children}</div>
      </div>
    </main>
  )
}

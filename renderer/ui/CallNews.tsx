import type { App } from '../state/app.js'
import { PASSAGES } from '../state/calling.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as chips from './base/chips.module.css'
import * as css from './CallNews.module.css'

/** Above the controls and there also while these hide: who came or went, and what was written while the chat is closed. */
export function CallNews({ app: { callView } }: { app: App }) {
  const passage = callView.passage.value.value
  const message = callView.message.value.value
  return (
    <div class={css.news} aria-live="polite">
      {message && (
        <button type="button" class={css.message} onClick={callView.openChat}>
          <Avatar name={message.author} />
          <span class={css.said}>
            <bdi>{message.author}</bdi>
            <span dir="auto">{message.text}</span>
          </span>
        </button>
      )}
      {passage && <p class={`${chips.note} ${css.passage}`}>{t(PASSAGES[passage.kind], { name: passage.name })}</p>}
    </div>
  )
}

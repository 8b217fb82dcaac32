import { ArrowDown } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { LIMITS } from '../../common/limits.js'
import type { Chat, ChatEntry } from '../state/chat.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import * as css from './ChatPanel.module.css'
import { LinkedText } from './LinkedText.js'
import { timeOf } from './time.js'
import { useFirstFocus } from './use-first-focus.js'
import { useReading } from './use-reading.js'

/** A conversation and the field to write in. */
export function ChatPanel({ chat, takesFocus = false }: { chat: Chat; takesFocus?: boolean }) {
  const { log, onScroll, hasNews, goToEnd } = useReading(chat.entries.value)
  const field = useRef<HTMLTextAreaElement>(null)
  useFirstFocus(field, takesFocus)
  const problem = problemOf(chat)
  return (
    <div class={layout.fill}>
      <div ref={log} class={css.entries} role="log" aria-label={t('chat/messages')} onScroll={onScroll}>
        {chat.entries.value.map((entry) =>
          entry.author === undefined ? <Note key={entry.id} entry={entry} /> : <Message key={entry.id} entry={entry} />,
        )}
      </div>
      {hasNews && (
        <div class={css.news}>
          <button
            type="button"
            class={`${buttons.primary} ${css.down}`}
            onClick={() => {
              goToEnd()
              field.current?.focus()
            }}
          >
            <ArrowDown size={16} aria-hidden="true" /> {t('chat/new-messages')}
          </button>
        </div>
      )}
      {problem && (
        <p class={css.problem} role="alert">
          {problem}
        </p>
      )}
      <form
        class={css.write}
        onSubmit={(event) => {
          event.preventDefault()
          void chat.send()
        }}
      >
        <textarea
          ref={field}
          aria-label={t('chat/message')}
          placeholder={t('chat/message')}
          dir="auto"
          rows={1}
          value={chat.draft.value}
          aria-invalid={chat.isTooLong.value}
          onInput={({ currentTarget }) => (chat.draft.value = currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            void chat.send()
          }}
        />
        <button type="submit" class={`${buttons.primary} ${css.send}`} disabled={chat.isTooLong.value}>
          {t('chat/send')}
        </button>
      </form>
    </div>
  )
}

function problemOf(chat: Chat): string | undefined {
  if (chat.isTooLong.value) {
    return t('chat/message-too-long', { limit: LIMITS.chatMessage, length: chat.length.value })
  }
  return chat.hasFailed.value ? t('chat/message-not-sent') : undefined
}

function Message({ entry: { author, text, at, isOwn } }: { entry: ChatEntry }) {
  const time = new Date(at)
  return (
    <div class={`${css.message} ${isOwn ? css.own : ''}`}>
      <small>
        {!isOwn && <bdi>{author} · </bdi>}
        <time dateTime={time.toISOString()}>{timeOf(at)}</time>
      </small>
      <p dir="auto">
        <LinkedText text={text} />
      </p>
    </div>
  )
}

function Note({ entry: { text } }: { entry: ChatEntry }) {
  return (
    <p class={css.note} dir="auto">
      {text}
    </p>
  )
}

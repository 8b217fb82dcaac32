import { useId } from 'preact/hooks'
import { type IceServer, isTurn } from '../../common/ice-server.js'
import type { DraftServer } from '../state/ice-server-form.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import * as css from './IceServerFields.module.css'
import * as settings from './SettingsDialog.module.css'
import { testSentence } from './settings-sentences.js'

interface Props {
  server: DraftServer
  title: string
  onChange(fields: Partial<IceServer>): void
  onTest(): void
  onRemove(): void
}

/** One STUN or TURN server; only the latter has a user and a password. */
export function IceServerFields({ server, title, onChange, onTest, onRemove }: Props) {
  const problemId = useId()
  const { url, problem, test } = server
  const isRunning = test === 'running'
  const lacksCredential = problem === 'no-credential'
  return (
    <fieldset class={css.server}>
      <legend>{title}</legend>
      <label class={fields.field}>
        <span>{t('settings/server-address')}</span>
        <input
          value={url}
          onInput={({ currentTarget }) => onChange({ url: currentTarget.value })}
          placeholder="stun:192.168.1.5:3478"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          inputMode="url"
          aria-invalid={problem !== undefined && !lacksCredential}
          aria-describedby={problemId}
        />
      </label>
      {isTurn(url) && <Credential server={server} describedBy={problemId} onChange={onChange} />}
      <p id={problemId} class={prose.problem} role="alert" hidden={!problem}>
        {problem && t(`settings/server-${problem}`)}
      </p>
      <div class={layout.row}>
        <button type="button" class={buttons.plain} disabled={isRunning} onClick={onTest}>
          {t(isRunning ? 'settings/testing' : 'settings/test')}
        </button>
        <button type="button" class={buttons.plain} onClick={onRemove}>
          {t('action/remove')}
        </button>
      </div>
      <p class={cards.notice} aria-live="polite" hidden={!test}>
        {isRunning ? t('settings/asking-server') : test && testSentence(test)}
      </p>
    </fieldset>
  )
}

function Credential({
  server: { username, credential, problem },
  describedBy,
  onChange,
}: Pick<Props, 'server' | 'onChange'> & { describedBy: string }) {
  const isMissing = (text: string) => problem === 'no-credential' && text === ''
  return (
    <div class={settings.pair}>
      <label class={fields.field}>
        <span>{t('settings/user-name')}</span>
        <input
          value={username}
          onInput={({ currentTarget }) => onChange({ username: currentTarget.value })}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={isMissing(username)}
          aria-describedby={describedBy}
        />
      </label>
      <label class={fields.field}>
        <span>{t('settings/password')}</span>
        <input
          type="password"
          value={credential}
          onInput={({ currentTarget }) => onChange({ credential: currentTarget.value })}
          autocomplete="off"
          aria-invalid={isMissing(credential)}
          aria-describedby={describedBy}
        />
      </label>
    </div>
  )
}

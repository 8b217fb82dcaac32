import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as fields from './base/fields.module.css'
import * as prose from './base/prose.module.css'
import { FoundHosts } from './FoundHosts.js'
import { LocalNetworkHint } from './LocalNetworkHint.js'
import * as css from './OtherHostCard.module.css'
import { rich } from './rich.js'

/** The way to a host on another machine. */
export function OtherHostCard({ app }: { app: App }) {
  const problem = app.moving.problem.value
  return (
    <section class={`${cards.card} ${css.other}`} aria-label={t('host/another-host')}>
      {!app.host.isAtOwn.value && <Moved app={app} />}
      <FoundHosts app={app} />
      {app.host.isAtOwn.value && <AddressForm app={app} />}
      {problem && (
        <p class={prose.problem} role="alert">
          {t(`problems/${problem}`)}
        </p>
      )}
      {app.bridge && problem === 'host-unreachable' && <LocalNetworkHint bridge={app.bridge} />}
    </section>
  )
}

function AddressForm({ app: { moving } }: { app: App }) {
  const isMoving = moving.isUnderWay.value
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void moving.toAddress()
      }}
    >
      <label class={fields.field}>
        <span>{t('host/join-someone')}</span>
        <span class={css.address}>
          <input
            aria-label={t('host/host-address')}
            class={prose.num}
            value={moving.address.value}
            onInput={({ currentTarget }) => (moving.address.value = currentTarget.value)}
            placeholder="192.168.1.20"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            inputMode="url"
            enterkeyhint="go"
            aria-invalid={moving.problem.value !== undefined}
          />
          <button type="submit" class={buttons.plain} disabled={isMoving}>
            {t(isMoving ? 'start/connecting' : 'host/connect')}
          </button>
        </span>
      </label>
    </form>
  )
}

function Moved({ app }: { app: App }) {
  const { origin, state, error } = app.host.view.value
  const host = <b class={prose.num}>{new URL(origin).host}</b>
  return (
    <>
      {state === 'failed' ? (
        <>
          <p role="alert">
            {rich('host/not-connected-to', { host })} {error && t(`problems/${error}`)}
          </p>
          {error !== 'removed' && (
            <button type="button" class={buttons.plain} onClick={() => app.retryHost()}>
              {t('action/try-again')}
            </button>
          )}
        </>
      ) : (
        <p role="status">{rich(state === 'connected' ? 'host/connected-to' : 'host/connecting-again-to', { host })}</p>
      )}
      <button
        type="button"
        class={buttons.plain}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.moving.home()}
      >
        {t('host/use-this-computer')}
      </button>
    </>
  )
}

import { useId } from 'preact/hooks'
import type { FoundHost } from '../../common/control.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import * as css from './FoundHosts.module.css'
import { LockNote } from './LockNote.js'

/** For the operator: the hosts that announce themselves on this network, each a press away. */
export function FoundHosts({ app }: { app: App }) {
  const operator = app.ownHost.operator.value
  if (!operator) return null
  const found = app.ownHost.found.value.filter(({ origin }) => origin !== app.host.view.value.origin)
  return (
    <div class={css.found}>
      <h2>{t('host/on-this-network')}</h2>
      {found.length === 0 ? (
        <p class={prose.hint}>{t(operator.discovery ? 'host/no-other-computer' : 'host/finding-is-off')}</p>
      ) : (
        <ul>
          {found.map((host) => (
            <Found key={host.id} app={app} host={host} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Found({ app, host }: { app: App; host: FoundHost }) {
  const { name, origin, hasPasscode } = host
  const aboutId = useId()
  return (
    <li class={lists.item}>
      <span class={lists.who}>
        <bdi>{name}</bdi>
        <span id={aboutId} class={`${prose.hint} ${prose.num}`}>
          {new URL(origin).host}
          {hasPasscode && <LockNote>{t('host/asks-for-passcode')}</LockNote>}
        </span>
      </span>
      <button
        type="button"
        class={buttons.plain}
        aria-label={t('host/join-host', { name })}
        aria-describedby={aboutId}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.moving.toFound(host)}
      >
        {t('action/join')}
      </button>
    </li>
  )
}

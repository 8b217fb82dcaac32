import { useId } from 'preact/hooks'
import type { FoundHost } from '../../common/control.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { LockNote } from './LockNote.js'

/** For the operator: the hosts that announce themselves on this network, each a press away. */
export function FoundHosts({ app }: { app: App }) {
  const operator = app.ownHost.operator.value
  if (!operator) return null
  const found = app.ownHost.found.value.filter(({ origin }) => origin !== app.host.view.value.origin)
  return (
    <div class="found">
      <h2>{t('start/on-this-network')}</h2>
      {found.length === 0 ? (
        <p class="small muted">{t(operator.discovery ? 'start/no-other-computer' : 'start/finding-is-off')}</p>
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
    <li>
      <span class="who">
        <bdi>{name}</bdi>
        <span id={aboutId} class="small muted num">
          {new URL(origin).host}
          {hasPasscode && <LockNote>{t('start/asks-for-passcode')}</LockNote>}
        </span>
      </span>
      <button
        type="button"
        class="btn"
        aria-label={t('start/join-host', { name })}
        aria-describedby={aboutId}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.moving.toFound(host)}
      >
        {t('action/join')}
      </button>
    </li>
  )
}

import { Lock } from 'lucide-preact'
import { useId } from 'preact/hooks'
import type { FoundHost } from '../../common/control.js'
import type { App } from '../state/app.js'

/** For the operator: the hosts that announce themselves on this network, each a press away. */
export function FoundHosts({ app }: { app: App }) {
  const operator = app.ownHost.operator.value
  if (!operator) return null
  const found = app.ownHost.found.value.filter(({ origin }) => origin !== app.host.view.value.origin)
  return (
    <div class="found">
      <h2>On this network</h2>
      {found.length === 0 ? (
        <p class="small muted">
          {operator.discovery ? 'No other computer with Lanline yet.' : 'Finding is turned off.'}
        </p>
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
          {hasPasscode && (
            <>
              {' · '}
              <Lock size={13} aria-hidden="true" /> asks for a passcode
            </>
          )}
        </span>
      </span>
      <button
        type="button"
        class="btn"
        aria-label={`Join ${name}`}
        aria-describedby={aboutId}
        disabled={app.moving.isUnderWay.value}
        onClick={() => void app.moving.toFound(host)}
      >
        Join
      </button>
    </li>
  )
}

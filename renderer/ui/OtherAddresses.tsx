import type { RankedAddress } from '../../common/control.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { TaskProblem } from './TaskProblem.js'
import './addresses.css'

/** All addresses of the host; its operator sees why they stand in this order, and can choose another to come first. */
export function OtherAddresses({ app }: { app: App }) {
  const { isThisComputer, addresses } = app.reach
  const operator = app.ownHost.operator.value
  const others = addresses.value.slice(1)
  if (others.length === 0 && operator?.pinned === undefined) return null
  return (
    <details class="addresses">
      <summary>{t(isThisComputer ? 'start/other-addresses-of-computer' : 'start/other-addresses-of-host')}</summary>
      {operator ? (
        <Choice app={app} all={operator.addresses} pinned={operator.pinned} />
      ) : (
        <ul class="num">
          {others.map((address) => (
            <li key={address}>{app.reach.textOf(address)}</li>
          ))}
        </ul>
      )}
    </details>
  )
}

function Choice({ app, all, pinned }: { app: App; all: readonly RankedAddress[]; pinned: string | undefined }) {
  const isGone = pinned !== undefined && !all.some(({ address }) => address === pinned)
  return (
    <>
      <ul>
        {all.map((ranked, index) => (
          <Address key={ranked.address} app={app} ranked={ranked} isFirst={index === 0} />
        ))}
      </ul>
      {isGone && <p>{t('start/pinned-is-gone', { address: pinned })}</p>}
      {pinned !== undefined && (
        <button type="button" class="btn" onClick={() => void app.ownHost.pin(undefined)}>
          {t('start/choose-automatically')}
        </button>
      )}
      <TaskProblem app={app} task="pin" />
    </>
  )
}

function Address({ app, ranked, isFirst }: { app: App; ranked: RankedAddress; isFirst: boolean }) {
  const { address, reasons } = ranked
  const why = reasons.map((reason) => t(`start/address-${reason}`)).join(' ')
  return (
    <li class="row">
      <span class="who">
        <span class="num">{address}</span>
        <span class="small muted">
          <span class="num">{ranked.interface}</span>
          {why && ` · ${why}`}
        </span>
      </span>
      {isFirst ? (
        <span class="small muted shown">{t('start/shown-first')}</span>
      ) : (
        <button
          type="button"
          class="btn"
          aria-label={t('start/show-address-first', { address })}
          onClick={() => void app.ownHost.pin(address)}
        >
          {t('start/show-first')}
        </button>
      )}
    </li>
  )
}

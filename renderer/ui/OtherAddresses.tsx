import type { RankedAddress } from '../../common/control.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as lists from './base/lists.module.css'
import * as prose from './base/prose.module.css'
import * as css from './OtherAddresses.module.css'
import { TaskProblem } from './TaskProblem.js'

/** All addresses of the host; its operator sees why they stand in this order, and can choose another to come first. */
export function OtherAddresses({ app }: { app: App }) {
  const { isThisComputer, addresses } = app.reach
  const operator = app.ownHost.operator.value
  const others = addresses.value.slice(1)
  if (others.length === 0 && operator?.pinned === undefined) return null
  return (
    <details class={css.addresses}>
      <summary>{t(isThisComputer ? 'dialogs/other-addresses-of-computer' : 'dialogs/other-addresses-of-host')}</summary>
      {operator ? (
        <Choice app={app} all={operator.addresses} pinned={operator.pinned} />
      ) : (
        <ul class={`${css.plain} ${prose.num}`}>
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
      {isGone && <p>{t('dialogs/pinned-is-gone', { address: pinned })}</p>}
      {pinned !== undefined && (
        <button type="button" class={buttons.plain} onClick={() => void app.ownHost.pin(undefined)}>
          {t('dialogs/choose-automatically')}
        </button>
      )}
      <TaskProblem app={app} task="pin" />
    </>
  )
}

function Address({ app, ranked, isFirst }: { app: App; ranked: RankedAddress; isFirst: boolean }) {
  const { address, reasons } = ranked
  const why = reasons.map((reason) => t(`host/address-${reason}`)).join(' ')
  return (
    <li class={lists.item}>
      <span class={lists.who}>
        <span class={`${css.address} ${prose.num}`}>{address}</span>
        <span class={prose.hint}>
          <span class={prose.num}>{ranked.interface}</span>
          {why && ` · ${why}`}
        </span>
      </span>
      {isFirst ? (
        <span class={`${prose.hint} ${css.first}`}>{t('dialogs/shown-first')}</span>
      ) : (
        <button
          type="button"
          class={buttons.plain}
          aria-label={t('dialogs/show-address-first', { address })}
          onClick={() => void app.ownHost.pin(address)}
        >
          {t('dialogs/show-first')}
        </button>
      )}
    </li>
  )
}

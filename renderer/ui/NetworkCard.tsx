import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { AddressForm } from './AddressForm.js'
import * as cards from './base/cards.module.css'
import * as css from './NetworkCard.module.css'
import { FoundHost, PersonHere, RoomHere } from './NetworkItems.js'
import { CurrentHost } from './parts.js'

/** The people and the computers that can be called, each by one press. */
export function NetworkCard({ app }: { app: App }) {
  // Nobody knows who is still at a host that is lost.
  const isLive = !app.reach.isAway
  const others = isLive ? app.lobby.others.value : []
  const { users, total, rooms } = app.lobby.list.value
  const hidden = isLive ? total - users.length : 0
  const current = app.host.view.value.origin
  const found = app.ownHost.found.value.filter(({ origin }) => origin !== current)
  const isFindingOff = app.ownHost.operator.value?.discovery === false
  return (
    <section class={`${cards.card} ${css.network}`} aria-label={t('host/on-this-network')}>
      <h2>{t('host/on-this-network')}</h2>
      {!app.host.isAtOwn.value && <CurrentHost app={app} />}
      {isLive && others.length === 0 && found.length === 0 && <p class={css.none}>{t('host/nobody-else')}</p>}
      {isFindingOff && <p class={css.none}>{t('host/finding-is-off')}</p>}
      <ul>
        {others.map((person) => (
          <PersonHere key={person.id} app={app} person={person} />
        ))}
        {(isLive ? rooms : []).map((room) => (
          <RoomHere key={room.name} app={app} room={room} />
        ))}
        {found.map((host) => (
          <FoundHost key={host.id} app={app} host={host} />
        ))}
      </ul>
      {hidden > 0 && <p class={css.none}>{t('host/more-people', { count: hidden })}</p>}
      <AddressForm app={app} />
    </section>
  )
}

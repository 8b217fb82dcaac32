import { Download } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { statsText } from '../call/stats/stats-text.js'
import type { WatchedLink } from '../call/stats/stats-watch.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { statsWatchOf } from '../state/stats-watch-of.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Drawer } from './Drawer.js'
import { datedName, saveAsFile } from './download.js'
import * as css from './StatsPanel.module.css'
import { StatsPlots } from './StatsPlots.js'
import { StatsTable } from './StatsTable.js'

/** Between two readings while the panel is open. */
const EVERY_MS = 1_000

/** Beside the call: how good the connection to each person is, in numbers, now and over the last two minutes. */
export function StatsPanel({ app }: { app: App }) {
  const { calling, ownHost, statistics } = app
  const watch = statsWatchOf(calling)
  useEffect(() => watch.look(EVERY_MS), [watch])
  const [chosen, choose] = useState('')
  const peers = calling.peers.value
  const peer = peers.find(({ id }) => id === chosen) ?? peers[0]
  const save = () => {
    const links = peers.map((each) => watch.linkTo(each))
    const made = { version: ownHost.facts.value?.version ?? '', browser: navigator.userAgent }
    saveAsFile(statsText(links, made), datedName('lanline-statistics', 'json'), 'application/json')
  }
  return (
    <Drawer title={t('stats/title')} isWide onClose={statistics.close}>
      <div class={`${layout.fill} ${css.panel}`}>
        {!peer && <p class={prose.muted}>{t('stats/nobody')}</p>}
        {peer && peers.length > 1 && <Choice peers={peers} chosen={peer} onChoose={choose} />}
        {peer && <Link key={peer.id} link={watch.linkTo(peer)} isOnly={peers.length === 1} />}
        {peer && (
          <div class={css.save}>
            <button type="button" class={buttons.plain} onClick={save}>
              <Download size={16} aria-hidden="true" /> {t('stats/save')}
            </button>
            <p class={prose.hint}>{t('stats/save-hint')}</p>
          </div>
        )}
      </div>
    </Drawer>
  )
}

interface ChoiceProps {
  peers: readonly RemotePeer[]
  chosen: RemotePeer
  onChoose(id: string): void
}

function Choice({ peers, chosen, onChoose }: ChoiceProps) {
  return (
    <label class={fields.field}>
      <span>{t('stats/with')}</span>
      <select value={chosen.id} onInput={({ currentTarget }) => onChoose(currentTarget.value)}>
        {peers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name.value}
          </option>
        ))}
      </select>
    </label>
  )
}

function Link({ link, isOnly }: { link: WatchedLink; isOnly: boolean }) {
  const readings = link.readings.value
  const last = readings.at(-1)
  return (
    <>
      {isOnly && <h3>{link.peer.name.value}</h3>}
      {last ? <StatsTable stats={last} /> : <p class={prose.muted}>{t('stats/measuring')}</p>}
      <StatsPlots readings={readings} />
    </>
  )
}

import { TriangleAlert } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { MARK_MS } from '../call/stats/stats-watch.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { statsWatchOf } from '../state/stats-watch-of.js'
import * as chips from './base/chips.module.css'
import * as css from './QualityMark.module.css'

/** Over a person's tile: that the connection to them is poor, and what may help. */
export function QualityMark({ app: { calling, store }, peer }: { app: App; peer: RemotePeer }) {
  const watch = statsWatchOf(calling)
  useEffect(() => watch.look(MARK_MS), [watch])
  const isPoor = watch.linkTo(peer).isPoor.value && peer.state.value === 'connected'
  const isSaving = store.person.quality === 'saving'
  return (
    <div class={css.mark} aria-live="polite">
      {isPoor && (
        <>
          <p class={chips.chip}>
            <TriangleAlert size={14} aria-hidden="true" />
            <span>{t('stats/poor', { name: peer.name.value })}</span>
          </p>
          {!isSaving && (
            <button type="button" class={css.save} onClick={() => void store.changePerson({ quality: 'saving' })}>
              {t('stats/save-data')}
            </button>
          )}
        </>
      )}
    </div>
  )
}

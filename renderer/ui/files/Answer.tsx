import type { Files, Incoming } from '../../state/files/files.js'
import { t } from '../../state/language.js'
import * as buttons from '../base/buttons.module.css'
import * as layout from '../base/layout.module.css'
import * as prose from '../base/prose.module.css'
import { sizeOf, titleOf } from './words.js'

/** Whether the person wants a file that is offered. */
export function Answer({ files, item }: { files: Files; item: Incoming }) {
  const { offer } = item.file
  const fits = offer.size <= files.limit
  return (
    <>
      {!fits && <p class={prose.small}>{t('files/too-large', { limit: sizeOf(files.limit) })}</p>}
      <div class={layout.row}>
        {fits && (
          <button
            type="button"
            class={buttons.primary}
            aria-label={t('files/accept-file', { file: titleOf(offer) })}
            onClick={() => void files.accept(item).catch(reportError)}
          >
            {t('files/accept')}
          </button>
        )}
        <button
          type="button"
          class={buttons.plain}
          aria-label={t('files/decline-file', { file: titleOf(offer) })}
          onClick={() => item.file.decline()}
        >
          {t('files/decline')}
        </button>
      </div>
    </>
  )
}

import { FileDown } from 'lucide-preact'
import type { App } from '../../state/app.js'
import type { FileItem, Files } from '../../state/files/files.js'
import { filesOf } from '../../state/files/files-of.js'
import { t } from '../../state/language.js'
import * as buttons from '../base/buttons.module.css'
import * as chips from '../base/chips.module.css'
import * as prose from '../base/prose.module.css'
import { Answer } from './Answer.js'
import { DropTarget } from './DropTarget.js'
import * as css from './FileNews.module.css'
import { doneOf, kindOf, percentOf, sizeOf, titleOf } from './words.js'

/** What there is to know of files while their panel is closed: who offers one, how much is on its way, what is there. */
export function FileNews({ app }: { app: App }) {
  const files = filesOf(app)
  const { isOpen, open } = app.callView.files
  return (
    <>
      <DropTarget app={app} files={files} />
      {!isOpen.value && <FirstOffer files={files} look={css.offer} onOpen={open} />}
      {!isOpen.value && <UnderWay files={files} onOpen={open} />}
      <Saved files={files} look={css.saved} />
    </>
  )
}

interface NewsProps {
  files: Files
  onOpen(): void
}

export function FirstOffer({ files, look, onOpen }: NewsProps & { look: string }) {
  const [item, ...more] = files.offers.value
  if (!item) return null
  const { offer } = item.file
  const kind = kindOf(offer)
  return (
    <div class={look}>
      <p>{t('files/wants', { name: item.party.name.value, file: titleOf(offer) })}</p>
      <p class={prose.hint}>
        {sizeOf(offer.size)}
        {kind !== '' && ` · ${kind}`}
      </p>
      <Answer files={files} item={item} />
      {more.length > 0 && (
        <button type="button" class={buttons.link} onClick={onOpen}>
          {t('files/more-offers', { count: more.length })}
        </button>
      )}
    </div>
  )
}

/** Nothing is said of it by itself: it changes all the time. */
export function UnderWay({ files, onOpen }: NewsProps) {
  const items = files.underWay.value
  if (items.length === 0) return null
  const count = items.reduce((sum, { file }) => sum + (file.offer.set?.files ?? 1), 0)
  const size = items.reduce((sum, { file }) => sum + file.offer.size, 0)
  const done = items.reduce((sum, item) => sum + doneOf(item), 0)
  return (
    <button type="button" class={`${chips.chip} ${css.opens}`} aria-live="off" onClick={onOpen}>
      <FileDown size={16} aria-hidden="true" />
      <span class={prose.num}>{t('files/under-way', { count, done: percentOf(size === 0 ? 1 : done / size) })}</span>
    </button>
  )
}

/** What was just saved, here or there. */
export function Saved({ files, look }: { files: Files; look: string }) {
  const saved = files.news.value.value
  return saved ? <p class={`${chips.note} ${look}`}>{sentenceOf(saved)}</p> : null
}

const sentenceOf = ({ isOwn, party, file }: FileItem) =>
  t(isOwn ? 'files/went' : 'files/came', { name: party.name.value, file: titleOf(file.offer) })

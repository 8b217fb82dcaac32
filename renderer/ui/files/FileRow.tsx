import { ArrowDown, ArrowUp, Pause, Play, X } from 'lucide-preact'
import { useMemo } from 'preact/hooks'
import { Rate } from '../../call/files/rate.js'
import type { FileItem, Files } from '../../state/files/files.js'
import { t } from '../../state/language.js'
import * as buttons from '../base/buttons.module.css'
import * as layout from '../base/layout.module.css'
import * as prose from '../base/prose.module.css'
import { Answer } from './Answer.js'
import { ChooseAgain } from './ChooseAgain.js'
import * as css from './FileRow.module.css'
import { about, doneOf, kindOf, rateOf, sizeOf, stateOf, titleOf } from './words.js'

/** One file in the list: what it is, how it is doing, and what can be done about it. */
export function FileRow({ files, item }: { files: Files; item: FileItem }) {
  const { party, isOwn } = item
  const { offer } = item.file
  const state = item.file.state.value
  const name = party.name.value
  const isOver = state.phase === 'ended'
  const Icon = isOwn ? ArrowUp : ArrowDown
  const facts = [t(isOwn ? 'files/to' : 'files/from', { name }), sizeOf(offer.size), kindOf(offer)]
  return (
    <li class={css.row}>
      <Icon class={css.direction} size={18} aria-hidden="true" />
      <div class={css.what}>
        <bdi class={css.name}>{titleOf(offer)}</bdi>
        <p class={prose.hint}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
        {!isOver && state.phase !== 'offered' && <Progress item={item} />}
        <p class={`${prose.small} ${prose.num} ${isOver && state.ending?.why !== 'saved' ? css.failed : ''}`}>
          {stateOf(item)}
        </p>
        {item.isOwn && item.file.state.value.isMissing && !isOver && <ChooseAgain files={files} item={item} />}
        {item.isOwn || state.phase !== 'offered' ? <Saved item={item} /> : <Answer files={files} item={item} />}
      </div>
      {!isOver && (isOwn || state.phase !== 'offered') && <Actions item={item} />}
    </li>
  )
}

/** How much is there, how fast it goes and how long that will take. */
function Progress({ item }: { item: FileItem }) {
  const { offer } = item.file
  const rate = useMemo(() => new Rate(), [item.file])
  const done = doneOf(item)
  rate.note(done, performance.now())
  const isMoving = stateOf(item) === ''
  const left = isMoving ? rate.msFor(offer.size - done) : undefined
  const facts = [t('files/done-of', { done: sizeOf(done), size: sizeOf(offer.size) })]
  if (isMoving && rate.perSecond) facts.push(rateOf(rate.perSecond))
  if (left !== undefined) facts.push(t('files/left', { time: about(left) }))
  return (
    <>
      <progress
        class={css.bar}
        max={Math.max(1, offer.size)}
        value={done}
        aria-label={t('files/progress', { file: titleOf(offer) })}
      />
      <p class={`${prose.small} ${prose.num}`}>{facts.join(' · ')}</p>
    </>
  )
}

function Actions({ item: { file, isOwn } }: { item: FileItem }) {
  const state = file.state.value
  const { phase, isPausedHere } = state
  const name = titleOf(file.offer)
  const isMissing = 'isMissing' in state && state.isMissing
  const canPause = (phase === 'taken' || phase === 'open') && !isMissing
  const [pause, Icon] = isPausedHere ? (['files/resume', Play] as const) : (['files/pause', Pause] as const)
  const end = isOwn && phase === 'offered' ? 'files/take-back' : 'files/cancel'
  return (
    <div class={css.actions}>
      {canPause && (
        <button
          type="button"
          class={buttons.icon}
          aria-label={t(pause, { file: name })}
          title={t(pause, { file: name })}
          onClick={() => file.pause(!isPausedHere)}
        >
          <Icon size={18} aria-hidden="true" />
        </button>
      )}
      {phase !== 'finishing' && (
        <button
          type="button"
          class={buttons.icon}
          aria-label={t(end, { file: name })}
          title={t(end, { file: name })}
          onClick={() => file.cancel()}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** What can be done with a file that came. */
function Saved({ item }: { item: FileItem }) {
  const { open, show } = (!item.isOwn && item.file.saved.value) || {}
  if (!show) return null
  return (
    <div class={layout.row}>
      {open && (
        <button type="button" class={buttons.link} onClick={open}>
          {t('files/open')}
        </button>
      )}
      <button type="button" class={buttons.link} onClick={show.act}>
        {t(show.kind === 'folder' ? 'files/show-in-folder' : 'files/save-again')}
      </button>
    </div>
  )
}

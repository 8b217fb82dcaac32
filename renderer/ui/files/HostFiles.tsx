import { FileDown } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { App } from '../../state/app.js'
import { type FileItem, type Files, isSavedHere } from '../../state/files/files.js'
import { filesOf } from '../../state/files/files-of.js'
import { exchangeFilesAt } from '../../state/files/host-files.js'
import { tidyPrivateParts } from '../../state/files/private-parts.js'
import { t } from '../../state/language.js'
import * as cards from '../base/cards.module.css'
import * as chips from '../base/chips.module.css'
import * as prose from '../base/prose.module.css'
import { Dialog } from '../Dialog.js'
import { FirstOffer, Saved, UnderWay } from './FileNews.js'
import * as news from './FileNews.module.css'
import { ChooseFiles, FileList } from './FilePanel.js'
import * as panel from './FilePanel.module.css'
import * as css from './HostFiles.module.css'

/** Files between people who are in no room together. In a call the call's own panel has them too. */
export function HostFiles({ app }: { app: App }) {
  const { host } = app
  const { state, origin } = host.view.value
  // What an earlier page has handed out would stay for good where no other file comes.
  useEffect(() => {
    if (isSecureContext) void tidyPrivateParts().catch(() => undefined)
  }, [])
  useEffect(() => {
    if (state !== 'connected') return
    // A host that is lost meanwhile says so by itself.
    host.get().then(
      (signaling) => exchangeFilesAt(signaling, app),
      () => {},
    )
  }, [state, origin])
  if (app.calling.screen.value.kind === 'call') return null
  return app.lobby.files.value ? <FilesDialog app={app} /> : <News app={app} />
}

function News({ app }: { app: App }) {
  const files = filesOf(app)
  const open = () => {
    app.lobby.files.value = {}
  }
  return (
    <div class={css.news} aria-live="polite">
      <FirstOffer files={files} look={`${cards.card} ${css.offer}`} onOpen={open} />
      <UnderWay files={files} onOpen={open} />
      <Saved files={files} look={css.saved} />
      <Came files={files} onOpen={open} />
    </div>
  )
}

/** How many files came, which the person has not cleared away: nothing else leads to them after a call. */
function Came({ files, onOpen }: { files: Files; onOpen(): void }) {
  const count = itemsOf(files).filter(isSavedHere).length
  if (count === 0) return null
  return (
    <button type="button" class={`${chips.chip} ${news.opens}`} aria-live="off" onClick={onOpen}>
      <FileDown size={16} aria-hidden="true" />
      <span class={prose.num}>{t('files/came-so-far', { count })}</span>
    </button>
  )
}

/** The latest is the last. */
const itemsOf = ({ ofCallsBefore, items }: Files) => [...ofCallsBefore.value, ...items.value].sort(byNumber)

const byNumber = (one: FileItem, other: FileItem) => one.number - other.number

/** All files that there were, and whom some are to be sent to. */
function FilesDialog({ app }: { app: App }) {
  const files = filesOf(app)
  const to = app.lobby.files.value?.to
  const close = () => {
    app.lobby.files.value = undefined
  }
  return (
    <Dialog title={t('files/title')} place="side" onClose={close}>
      <div class={panel.panel}>
        {to && (
          <section class={panel.send} aria-label={t('files/send-to-person', { name: to.name })}>
            <h3>{t('files/send-to-person', { name: to.name })}</h3>
            <ChooseFiles files={files} hint={t('files/asked-first')} onChosen={(found) => files.sendTo(to, found)} />
          </section>
        )}
        <FileList files={files} items={itemsOf(files)} label={t('files/host-list')} />
      </div>
    </Dialog>
  )
}

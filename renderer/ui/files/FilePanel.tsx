import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { App } from '../../state/app.js'
import { collectChosen, type Found } from '../../state/files/collect.js'
import type { FileItem, Files } from '../../state/files/files.js'
import { filesOf } from '../../state/files/files-of.js'
import { t } from '../../state/language.js'
import * as buttons from '../base/buttons.module.css'
import * as fields from '../base/fields.module.css'
import * as layout from '../base/layout.module.css'
import * as prose from '../base/prose.module.css'
import { Drawer } from '../Drawer.js'
import { useFirstFocus } from '../use-first-focus.js'
import * as css from './FilePanel.module.css'
import { FileRow } from './FileRow.js'

/** Browsers of phones that are older have no folders to choose. */
const canChooseFolders = 'webkitdirectory' in HTMLInputElement.prototype

/** The files of the call, and how to send some. */
export function FilePanel({ app }: { app: App }) {
  const files = filesOf(app)
  // The next call begins without it.
  useEffect(() => app.callView.files.close, [])
  return (
    <Drawer title={t('files/title')} onClose={app.callView.files.close}>
      <div class={css.panel}>
        <Send app={app} files={files} />
        <FileList files={files} items={files.items.value} label={t('files/list')} />
      </div>
    </Drawer>
  )
}

/** The latest first, and how to be rid of those that are over. */
export function FileList({ files, items, label }: { files: Files; items: readonly FileItem[]; label: string }) {
  return (
    <>
      {items.length > 0 && (
        <ul class={css.list} aria-label={label}>
          {items.toReversed().map((item) => (
            <FileRow key={item.number} files={files} item={item} />
          ))}
        </ul>
      )}
      {items.some(({ file }) => file.state.value.phase === 'ended') && (
        <button type="button" class={buttons.link} onClick={() => files.clear(items)}>
          {t('files/clear')}
        </button>
      )}
    </>
  )
}

/** To whom, and which. */
function Send({ app, files }: { app: App; files: Files }) {
  const to = useSignal('')
  const peers = app.calling.peers.value
  if (peers.length === 0) return <p class={prose.hint}>{t('files/nobody')}</p>
  return (
    <div class={css.send}>
      {peers.length > 1 && (
        <label class={fields.field}>
          <span>{t('files/send-to')}</span>
          <select value={to.value} onChange={({ currentTarget }) => (to.value = currentTarget.value)}>
            <option value="">{t('files/everyone')}</option>
            {peers.map((peer) => (
              <option key={peer.id} value={peer.id}>
                {peer.name.value}
              </option>
            ))}
          </select>
        </label>
      )}
      <ChooseFiles
        files={files}
        hint={t('files/hint')}
        onChosen={(found) => files.send(found, to.value || undefined)}
      />
    </div>
  )
}

interface ChooseProps {
  files: Files
  hint: string
  onChosen(found: Promise<readonly Found[]>): Promise<void>
}

/** Files or a folder, as the browser has them chosen. */
export function ChooseFiles({ files, hint, onChosen }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  useFirstFocus(choose)
  const browse = (isForFolder: boolean) => {
    if (!input.current) return
    input.current.webkitdirectory = isForFolder
    input.current.click()
  }
  return (
    <>
      <div class={layout.row}>
        <button ref={choose} type="button" class={buttons.primary} onClick={() => browse(false)}>
          {t('files/choose')}
        </button>
        {canChooseFolders && (
          <button type="button" class={buttons.plain} onClick={() => browse(true)}>
            {t('files/choose-folder')}
          </button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          const found = collectChosen(currentTarget.files ?? [])
          if (found.length > 0) void onChosen(Promise.resolve(found))
          currentTarget.value = ''
        }}
      />
      <Choice files={files} hint={hint} />
    </>
  )
}

/** How it is with what the person wants to send. */
function Choice({ files, hint }: { files: Files; hint: string }) {
  const { value: choice } = files.choice
  if (choice === undefined || choice === 'collecting')
    return <p class={prose.hint}>{choice ? t('files/collecting') : hint}</p>
  return (
    <p class={prose.problem} role="alert">
      {t(`files/${choice}`)}
    </p>
  )
}

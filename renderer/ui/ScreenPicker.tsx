import { useEffect, useRef } from 'preact/hooks'
import type { BridgeEvents, ScreenSource } from '../../common/bridge.js'
import { t } from '../state/language.js'
import type { ScreenPicker as Picker } from '../state/screen-picker.js'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import * as css from './ScreenPicker.module.css'

interface Props {
  picker: Picker
  request: BridgeEvents['pick-screen']
}

/** What to share: one of the screens or of the windows. */
export function ScreenPicker({ picker, request: { sources, canShareSound } }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const screens = sources.filter(({ kind }) => kind === 'screen')
  const windows = sources.filter(({ kind }) => kind === 'window')
  const first = screens[0] ?? windows[0]
  useEffect(() => form.current?.querySelector<HTMLElement>(':checked')?.focus(), [])
  return (
    <Dialog title={t('dialogs/share-screen')} place="middle" onClose={picker.cancel}>
      <form
        ref={form}
        class={layout.fill}
        onSubmit={(event) => {
          event.preventDefault()
          const choice = new FormData(event.currentTarget)
          picker.choose(String(choice.get('source')), choice.has('sound'))
        }}
      >
        <div class={dialog.body}>
          {!first && <p>{t('dialogs/nothing-to-share')}</p>}
          <Group title={t('dialogs/screens')} sources={screens} chosen={first} />
          <Group title={t('dialogs/windows')} sources={windows} chosen={first} />
        </div>
        <footer class={dialog.footer}>
          {first && canShareSound && (
            <label class={fields.choice}>
              <input type="checkbox" name="sound" />
              {t('dialogs/share-sound')}
            </label>
          )}
          {first && !canShareSound && <p class={prose.hint}>{t('dialogs/no-sound')}</p>}
          <button type="button" class={buttons.plain} onClick={picker.cancel}>
            {t('action/cancel')}
          </button>
          <button type="submit" class={buttons.primary} disabled={!first}>
            {t('action/share')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function Group({
  title,
  sources,
  chosen,
}: {
  title: string
  sources: ScreenSource[]
  chosen: ScreenSource | undefined
}) {
  if (sources.length === 0) return null
  return (
    <fieldset class={css.group}>
      <legend>{title}</legend>
      {sources.map((source) => (
        <label key={source.id} class={css.source}>
          <input type="radio" name="source" value={source.id} defaultChecked={source === chosen} />
          <img src={source.thumbnail} alt="" />
          <span class={css.name}>
            {source.icon && <img src={source.icon} alt="" />}
            {source.name}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Files, Outgoing } from '../../state/files/files.js'
import { t } from '../../state/language.js'
import * as buttons from '../base/buttons.module.css'
import * as layout from '../base/layout.module.css'
import * as prose from '../base/prose.module.css'

/** Gets back a file that was being sent when the page was loaded anew: a page may read only what a person chooses. */
export function ChooseAgain({ files, item }: { files: Files; item: Outgoing }) {
  const input = useRef<HTMLInputElement>(null)
  const isOther = useSignal(false)
  const { name } = item.file.offer
  const take = async (file: File | undefined) => {
    if (file) isOther.value = !(await files.find(item, file))
  }
  return (
    <>
      <div class={layout.row}>
        <button
          type="button"
          class={buttons.plain}
          aria-label={t('files/choose-again-file', { file: name })}
          onClick={() => input.current?.click()}
        >
          {t('files/choose-again')}
        </button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]).catch(reportError)
          currentTarget.value = ''
        }}
      />
      {isOther.value && (
        <p class={prose.problem} role="alert">
          {t('files/other-file', { file: name })}
        </p>
      )}
    </>
  )
}

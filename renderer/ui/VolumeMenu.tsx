import { Volume1, Volume2, VolumeX } from 'lucide-preact'
import type { CallView } from '../state/call-view.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { useMenu } from './use-menu.js'
import * as css from './VolumeMenu.module.css'

/** How loud another person is to be heard here; the others hear them as before. */
export function VolumeMenu({ callView: { volumes }, id, name }: { callView: CallView; id: string; name: string }) {
  const { isOpen, setOpen, frameProps, button } = useMenu()
  const volume = volumes.value.get(id) ?? 1
  const Icon = volume === 0 ? VolumeX : volume < 1 ? Volume1 : Volume2
  const label = t('talk/volume-of', { name })
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form has this.
    <div
      role="group"
      aria-label={label}
      class={`${css.volume} ${isOpen || volume < 1 ? css.shown : ''}`}
      {...frameProps}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        class={buttons.bare}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon size={18} aria-hidden="true" />
      </button>
      {isOpen && (
        <input
          type="range"
          min="0"
          max="100"
          step="5"
          aria-label={label}
          value={Math.round(100 * volume)}
          onInput={({ currentTarget }) => {
            volumes.value = new Map(volumes.value).set(id, Number(currentTarget.value) / 100)
          }}
        />
      )}
    </div>
  )
}

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { App } from '../../state/app.js'
import { collectDropped } from '../../state/files/collect.js'
import type { Files } from '../../state/files/files.js'
import { t } from '../../state/language.js'
import * as chips from '../base/chips.module.css'
import * as css from './DropTarget.module.css'

/** Over what a file is held: somebody's tile, or the call, which stands for all. */
interface Target {
  readonly id?: string
  readonly box: DOMRect
}

/** Takes files that are dropped anywhere in the call: on a tile for that person, else for everyone. */
export function DropTarget({ app, files }: { app: App; files: Files }) {
  const target = useSignal<Target | undefined>(undefined)
  const { calling, callView } = app
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Else the browser would open the file in place of the call.
      event.preventDefault()
      const isPossible = calling.peers.peek().length > 0
      event.dataTransfer.dropEffect = isPossible ? 'copy' : 'none'
      target.value = isPossible ? targetOf(event.target) : undefined
    }
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) target.value = undefined
    }
    const onDrop = (event: DragEvent) => {
      const { value } = target
      target.value = undefined
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      if (!value) return
      void files.send(collectDropped(event.dataTransfer), value.id)
      callView.files.open()
    }
    const listeners = { dragover: onDragOver, dragleave: onDragLeave, drop: onDrop }
    for (const [type, listener] of Object.entries(listeners)) addEventListener(type, listener as EventListener)
    return () => {
      for (const [type, listener] of Object.entries(listeners)) removeEventListener(type, listener as EventListener)
    }
  }, [])
  if (!target.value) return null
  const { id, box } = target.value
  const name = calling.peers.value.find((peer) => peer.id === id)?.name.value
  const style = { left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }
  return (
    <div class={css.target} style={style}>
      <p class={chips.note}>{name === undefined ? t('files/drop-for-all') : t('files/drop-for', { name })}</p>
    </div>
  )
}

function targetOf(over: EventTarget | null): Target {
  const tile = over instanceof Element ? over.closest<HTMLElement>('[data-peer]') : null
  const box = (tile ?? document.documentElement).getBoundingClientRect()
  return { box, ...(tile && { id: tile.dataset['peer'] ?? '' }) }
}

import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import * as css from './Tabs.module.css'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly content: ComponentChildren
}

interface Props<Name extends string> {
  /** What they are all of. */
  label: string
  tabs: readonly Tab<Name>[]
  chosen: Name
  onChoose(name: Name): void
}

/** One of several panels at a time, by the ARIA tabs pattern. Those that are hidden stay in the page. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose }: Props<Name>) {
  const id = useId()
  const choose = (list: HTMLElement, index: number) => {
    const tab = tabs.at(index % tabs.length)
    if (!tab) return
    onChoose(tab.name)
    list.querySelector<HTMLElement>(`[data-tab="${tab.name}"]`)?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        class={css.list}
        onKeyDown={(event) => {
          const at = tabs.findIndex(({ name }) => name === chosen)
          const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
          if (next === undefined) return
          event.preventDefault()
          choose(event.currentTarget, next)
        }}
      >
        {tabs.map(({ name, label: ofTab }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}-tab`}
            data-tab={name}
            class={css.tab}
            aria-selected={name === chosen}
            aria-controls={`${id}-${name}`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {ofTab}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}`}
          data-panel={name}
          class={css.panel}
          aria-labelledby={`${id}-${name}-tab`}
          hidden={name !== chosen}
        >
          {content}
        </div>
      ))}
    </>
  )
}

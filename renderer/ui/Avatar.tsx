import * as css from './Avatar.module.css'
import { personColor } from './person-color.js'

/** The first letter of a name, where there is no picture, in the person's own color. */
export function Avatar({ name }: { name: string }) {
  const [letter = '?'] = name.trim()
  return (
    <span class={css.avatar} aria-hidden="true" style={{ '--avatar': personColor(name) }}>
      {letter.toLocaleUpperCase()}
    </span>
  )
}

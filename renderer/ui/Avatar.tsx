import * as css from './Avatar.module.css'
import { personColor } from './person-color.js'

interface Props {
  name: string
  /** As the host knows the person, so that two of one name differ; without it, the color goes by the name. */
  id?: string | undefined
}

/** The first letter of a name, where there is no picture, in the person's own color: the same to everybody. */
export function Avatar({ name, id = name }: Props) {
  const [letter = '?'] = name.trim()
  return (
    <span class={css.avatar} aria-hidden="true" style={{ '--avatar': personColor(id) }}>
      {letter.toLocaleUpperCase()}
    </span>
  )
}

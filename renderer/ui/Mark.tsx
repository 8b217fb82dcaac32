import * as css from './Mark.module.css'

/** The name of the product beside its sign. */
export function Mark() {
  return (
    <span class={css.mark}>
      <svg width="34" height="16" viewBox="0 0 34 16" aria-hidden="true">
        <circle cx="6" cy="8" r="5" fill="currentColor" />
        <path d="M11 8h12" stroke="currentColor" stroke-width="2.5" stroke-dasharray="3 3" />
        <circle cx="28" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="2.5" />
      </svg>
      Lanline
    </span>
  )
}

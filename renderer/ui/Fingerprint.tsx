import * as css from './Fingerprint.module.css'

/** A line of the 32 pairs, so that two people can read it out to each other. */
const LINES = /(?:[\dA-F]{2}:?){8}/g

/** The fingerprint of a certificate as browsers show it, in lines. */
export function Fingerprint({ of }: { of: string }) {
  return (
    <code class={css.fingerprint}>
      {(of.match(LINES) ?? [of]).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </code>
  )
}

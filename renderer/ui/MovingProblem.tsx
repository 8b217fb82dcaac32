import type { App } from '../state/app.js'
import * as prose from './base/prose.module.css'
import { LocalNetworkHint } from './LocalNetworkHint.js'
import { movingSentence } from './moving-sentence.js'

/** Why the page is not at the host where the person wanted it to be. */
export function MovingProblem({ app: { bridge, moving } }: { app: App }) {
  const problem = moving.problem.value
  if (!problem) return null
  return (
    <>
      <p class={prose.problem} role="alert">
        {movingSentence(problem)}
      </p>
      {bridge && problem === 'host-unreachable' && <LocalNetworkHint bridge={bridge} />}
    </>
  )
}

import { t } from '../state/language.js'
import type { MovingProblem } from '../state/moving.js'
import type { AddressProblem } from '../state/problem.js'

const ADDRESS_PROBLEMS: readonly AddressProblem[] = [
  'bad-address',
  'bad-ipv6-address',
  'link-local-address',
  'own-address',
  'something-else',
]

/** Why the page is not at the host where the person wanted it to be. */
export function movingSentence(problem: MovingProblem): string {
  return isOfAddress(problem) ? t(`dialogs/${problem}`) : t(`problems/${problem}`)
}

const isOfAddress = (problem: MovingProblem): problem is AddressProblem =>
  ADDRESS_PROBLEMS.some((known) => known === problem)

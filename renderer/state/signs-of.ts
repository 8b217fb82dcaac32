import type { App } from './app.js'
import { Signs } from './signs.js'

/** The signs of the call that is on screen, from the first time on that anything asks for them. */
export function signsOf({ calling, callView: { signs } }: App): Signs {
  signs.value ??= new Signs(calling)
  return signs.value
}

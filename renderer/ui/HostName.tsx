import type { App } from '../state/app.js'
import * as prose from './base/prose.module.css'

/** What a host calls itself, with its address where it has told its name. */
export function HostName({ app, origin }: { app: App; origin: string }) {
  const address = new URL(origin).host
  const name = app.reach.nameOf(origin)
  if (name === undefined) return <b class={prose.num}>{address}</b>
  return (
    <>
      <b>
        <bdi>{name}</bdi>
      </b>{' '}
      <span class={`${prose.hint} ${prose.num}`}>({address})</span>
    </>
  )
}

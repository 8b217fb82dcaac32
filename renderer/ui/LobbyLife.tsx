import { useEffect } from 'preact/hooks'
import type { App } from '../state/app.js'
import { answerByItself } from '../state/auto-answer/auto-answer.js'
import { hearListChanges } from '../state/list-changes.js'
import { HostFiles } from './files/parts.js'
import { isManaged } from './is-managed.js'

/** What goes on whether or not the page is in a call: calls that are answered by themselves, the list of people, files. */
export function LobbyLife({ app }: { app: App }) {
  const { host, lobby } = app
  const { state, origin } = host.view.value
  useEffect(() => answerByItself(app), [app])
  useEffect(() => {
    if (state !== 'connected') return
    // A host that is lost meanwhile says so by itself.
    host.get().then(
      (signaling) => hearListChanges(signaling, lobby.list),
      () => {},
    )
  }, [state, origin])
  return isManaged(app, 'files') ? null : <HostFiles app={app} />
}

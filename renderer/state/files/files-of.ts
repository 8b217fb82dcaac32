import type { App } from '../app.js'
import { Files } from './files.js'

const all = new WeakMap<App, Files>()

/** The files of the app's calls: there from the first time on that anything asks for them, which is the first call. */
export function filesOf(app: App): Files {
  const files = all.get(app) ?? new Files(app.calling, app.bridge, (isWanted) => app.host.keepForNextStart(isWanted))
  all.set(app, files)
  return files
}

import type { App } from '../state/app.js'
import type { Screen } from '../state/goal.js'
import { ElsewhereScreen } from './ElsewhereScreen.js'
import { LeftScreen } from './LeftScreen.js'
import { OverScreen } from './OverScreen.js'
import { RemovedScreen } from './RemovedScreen.js'

interface Props {
  app: App
  screen: Exclude<Screen, { kind: 'start' | 'joining' | 'call' }>
}

/** What comes in the place of a call. */
export function AfterCall({ app, screen }: Props) {
  switch (screen.kind) {
    case 'removed':
      return <RemovedScreen app={app} />
    case 'over':
      return <OverScreen app={app} goal={screen.goal} why={screen.why} />
    case 'left':
      return <LeftScreen app={app} left={screen} />
    case 'elsewhere':
      return <ElsewhereScreen app={app} goal={screen.goal} />
  }
}

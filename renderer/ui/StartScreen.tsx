import type { App } from '../state/app.js'
import { AddressCard } from './AddressCard.js'
import { JoinCard } from './JoinCard.js'
import { Mark } from './Mark.js'
import { OtherHostCard } from './OtherHostCard.js'
import './start.css'

export function StartScreen({ app }: { app: App }) {
  return (
    <div class="start">
      <header>
        <h1>
          <Mark />
        </h1>
      </header>
      <main>
        <JoinCard app={app} />
        <div class="beside">
          <AddressCard app={app} />
          <OtherHostCard app={app} />
        </div>
      </main>
    </div>
  )
}

import type { ListedPerson } from '../../common/protocol.js'
import type { App } from '../state/app.js'
import { isManaged } from './is-managed.js'

export type PersonItem = 'voice' | 'send' | 'remove'

/** What there is to do about someone on the list besides calling them. */
export function personItems(app: App, { busy, takesFiles }: ListedPerson): PersonItem[] {
  const isOperator = app.host.isAtOwn.value && app.ownHost.operator.value !== undefined
  const all = [!busy && 'voice', takesFiles && !isManaged(app, 'files') && 'send', isOperator && 'remove'] as const
  return all.filter((item) => !!item)
}

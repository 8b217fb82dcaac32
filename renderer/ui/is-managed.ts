import type { Managed } from '../../common/bridge.js'
import type { App } from '../state/app.js'

/** Whether whoever looks after this machine has set this. */
export const isManaged = ({ store }: App, name: Managed): boolean => store.inApp.value?.managed.includes(name) ?? false

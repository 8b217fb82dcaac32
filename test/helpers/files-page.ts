import './page-globals.js'
import { signal } from '@preact/signals'
import { vi } from 'vitest'
import type { Bridge } from '../../common/bridge.js'
import type { RemotePeer } from '../../renderer/call/remote-peers.js'
import type { Calling } from '../../renderer/state/calling.js'
import { Files, type Outgoing } from '../../renderer/state/files/files.js'

/** What Bob has opened. */
export const channels = signal<readonly RTCDataChannel[]>([])

const BOB = {
  id: 'bob',
  name: signal('Bob'),
  state: signal('connected'),
  mayReturn: signal(false),
  link: {
    channels,
    openChannel: () => ({ readyState: 'connecting', close: () => {} }) as unknown as RTCDataChannel,
  },
  report: async () => undefined,
} as unknown as RemotePeer

/** A page of the tab, in a call with Bob. */
export function openPage(bridgeParts: Partial<Bridge> = {}) {
  const screen = signal({ kind: 'call' })
  const peers = signal<readonly RemotePeer[]>([BOB])
  const calling = { screen, peers, isPageGoing: false }
  const bridge = {
    keptDownload: async () => 0,
    beginDownload: () => new Promise(() => {}),
    beginFolder: () => new Promise(() => {}),
    showProgress: async () => {},
    ...bridgeParts,
  }
  const keepPerson = vi.fn()
  const files = new Files(calling as unknown as Calling, bridge as unknown as Bridge, keepPerson)
  const endCall = () => {
    peers.value = []
    screen.value = { kind: 'start' }
  }
  /** As the page does it when it goes. */
  const close = () => {
    calling.isPageGoing = true
    endCall()
  }
  return {
    files,
    endCall,
    close,
    keepPerson,
    sent: () => files.items.value.filter((item): item is Outgoing => item.isOwn),
  }
}

/** Chosen, as files of the page. */
export const chosen = (...files: File[]) => Promise.resolve(files.map((file) => ({ path: file.name, file })))

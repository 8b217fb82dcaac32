import { onTestFinished, vi } from 'vitest'

/** Closes at the end of the test every BroadcastChannel that is made from now on; an open one would keep the process. */
export function closeBroadcastChannels(): void {
  const channels: BroadcastChannel[] = []
  const Channel = BroadcastChannel
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Channel {
      constructor(name: string) {
        super(name)
        channels.push(this)
      }
    },
  )
  onTestFinished(() => {
    for (const channel of channels) channel.close()
    vi.stubGlobal('BroadcastChannel', Channel)
  })
}

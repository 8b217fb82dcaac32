/**
 * Without a loudspeaker where the browser can do so (`sinkId` of the type `none`, Web Audio API 1.1): a context that runs
 * wakes the browser's sound service a hundred times a second, heard or not.
 */
const OPTIONS = { latencyHint: 'playback', sinkId: { type: 'none' } } as AudioContextOptions

let context: AudioContext | undefined
let users = 0

/** The one audio context of whatever listens and plays nothing; whoever has it calls `releaseContext` once. */
export function shareContext(): AudioContext {
  users++
  context ??= new AudioContext(OPTIONS)
  return context
}

/** Closes the context with its last user. */
export function releaseContext(): void {
  users--
  if (users > 0) return
  void context?.close()
  context = undefined
}

import type { RemotePeer } from '../call/call.js'
import type { App } from '../state/app.js'
import { isOwnATile, type Place, placeStrip, placeTiles, type Size } from './grid.js'

/** One's own tile is that of nobody. */
type Placed = readonly [RemotePeer | undefined, Place]

export interface Arrangement {
  readonly screens: readonly (readonly [RemotePeer, Place])[]
  readonly tiles: readonly Placed[]
  /** Whose tile is larger than the others. */
  readonly large: RemotePeer | undefined
  /** Whether a small picture floats over the others. */
  readonly hasFloat: boolean
  /** With whom one's own picture, which floats, can change places. */
  readonly swapsWith: RemotePeer | undefined
}

/** Those whose screens are to be seen. */
export const sharingPeers = ({ calling }: App) =>
  calling.peers.value.filter(({ media, state }) => media.value.screen && state.value !== 'connecting')

/** What stands where on a stage of this size, each kind always in the same order, which spares videos a move. */
export function arrange(app: App, size: Size): Arrangement {
  const { callView, calling, deviceControls } = app
  const peers = calling.peers.value
  const sharing = sharingPeers(app)
  const isSelfSeen = !deviceControls.isInsecure.value && !callView.isSelfHidden.value
  const hasOwnTile = isSelfSeen && (sharing.length > 0 || isOwnATile(peers.length + 1, size))
  const hasFloat = isSelfSeen && !hasOwnTile
  const swapsWith = hasFloat && peers.length === 1 ? peers[0] : undefined
  const isSwapped = swapsWith !== undefined && callView.isSwapped.value
  const large = sharing.length > 0 || callView.layout.value === 'grid' || isSwapped ? undefined : largeOf(app)
  const tiles = isSwapped ? [undefined] : hasOwnTile ? [...peers, undefined] : peers
  return { ...placesOf(sharing, tiles, large, size), large, hasFloat, swapsWith }
}

function placesOf(
  sharing: readonly RemotePeer[],
  all: readonly (RemotePeer | undefined)[],
  large: RemotePeer | undefined,
  size: Size,
): Pick<Arrangement, 'screens' | 'tiles'> {
  if (sharing.length === 0 && !large) return { screens: [], tiles: zip(all, placeTiles(all.length, size)) }
  const { main, strip } = placeStrip(large ? all.length - 1 : all.length, size)
  const rest = [...strip]
  const placeOf = (one: RemotePeer | undefined) => (large && one === large ? main : (rest.shift() ?? main))
  return {
    screens: sharing.map((peer, index) => [peer, partOf(main, index, sharing.length)]),
    tiles: all.map((one) => [one, placeOf(one)]),
  }
}

/** Whom the person wants to see large, else who speaks, else the first. */
function largeOf({ calling, callView: { pinned, activeSpeaker } }: App): RemotePeer | undefined {
  const peers = calling.peers.value
  const of = (id: string | undefined) => peers.find((peer) => peer.id === id)
  return of(pinned.value) ?? of(activeSpeaker.value) ?? peers[0]
}

const zip = (all: readonly (RemotePeer | undefined)[], places: readonly Place[]): readonly Placed[] =>
  places.map((place, index) => [all[index], place])

/** One of several equal parts, side by side or one below the other. */
function partOf({ x, y, width, height }: Place, index: number, count: number): Place {
  if (width > height) return { x: x + (index * width) / count, y, width: width / count, height }
  return { x, y: y + (index * height) / count, width, height: height / count }
}

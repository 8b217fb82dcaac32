export interface Size {
  readonly width: number
  readonly height: number
}

/** Where something stands on the stage, in CSS pixels from its top left corner. */
export interface Place extends Size {
  readonly x: number
  readonly y: number
}

const GAP = 8
const PADDING = 8
/** The shape of the picture that most cameras give. */
const SHAPE = 16 / 9
/** How much of a side of a picture may be cut off. */
const MOST_CUT = 1 / 4
/** The height above the stage's foot that the controls take, and the width in its middle. */
const CONTROLS: Size = { width: 560, height: 100 }
/** Stages that are narrower and higher than wide are those of phones held upright. */
const PHONE_WIDTH = 600
const STRIP = { least: 96, most: 208, share: 0.15, shape: 16 / 10 }

const isUpright = ({ width, height }: Size) => height > width && width < PHONE_WIDTH

/** Whether one's own picture is a tile among the others rather than floating over them. */
export const isOwnATile = (people: number, stage: Size) => people > 2 || (people === 2 && isUpright(stage))

/** The number of columns with which tiles of 16:9 become largest; on an upright phone one for two people, else two. */
export function columnsFor(count: number, stage: Size): number {
  if (isUpright(stage)) return count > 2 ? 2 : 1
  let best = { columns: 1, width: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const cell = cellOf(count, columns, stage)
    const width = Math.min(cell.width, cell.height * SHAPE)
    if (width > best.width) best = { columns, width }
  }
  return best.columns
}

/**
 * The places of this many tiles of one size: as large as the stage allows, packed, the last row in the middle. A single one
 * takes the whole stage. But on an upright phone, tiles keep to shapes that a picture of 16:9 fills with at most a
 * quarter of a side cut off.
 */
export function placeTiles(count: number, stage: Size): readonly Place[] {
  if (count === 1) return [{ x: 0, y: 0, ...stage }]
  const columns = columnsFor(count, stage)
  const rows = Math.ceil(count / columns)
  const cell = cellOf(count, columns, stage)
  const { width, height } = isUpright(stage) ? cell : visiblePart({ width: SHAPE, height: 1 }, cell)
  const top = (stage.height - rows * (height + GAP) + GAP) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = row === rows - 1 ? count - row * columns : columns
    const left = (stage.width - inRow * (width + GAP) + GAP) / 2
    return { x: left + (index % columns) * (width + GAP), y: top + row * (height + GAP), width, height }
  })
}

/** One place that gets all but a slim strip, and the places in the strip: on the right, or above the controls if upright. */
export function placeStrip(count: number, stage: Size): { readonly main: Place; readonly strip: readonly Place[] } {
  if (count === 0) return { main: { x: 0, y: 0, ...stage }, strip: [] }
  return isUpright(stage) ? stripBelow(count, stage) : stripBeside(count, stage)
}

function stripBeside(count: number, stage: Size) {
  const width = Math.min(STRIP.most, Math.max(STRIP.least, stage.width * STRIP.share))
  const room = (stage.height - 2 * PADDING + GAP) / count - GAP
  const height = Math.min(width / STRIP.shape, room)
  const x = stage.width - PADDING - width
  const main = { x: 0, y: 0, width: x - GAP, height: stage.height }
  const top = (stage.height - count * (height + GAP) + GAP) / 2
  return {
    main,
    strip: Array.from({ length: count }, (_, index) => ({ x, y: top + index * (height + GAP), width, height })),
  }
}

function stripBelow(count: number, stage: Size) {
  const width = Math.min(STRIP.most, (stage.width - 2 * PADDING + GAP) / Math.max(count, 3) - GAP)
  const height = width * 1.25
  const y = stage.height - CONTROLS.height - height
  const main = { x: 0, y: 0, width: stage.width, height: y - GAP }
  const left = (stage.width - count * (width + GAP) + GAP) / 2
  return {
    main,
    strip: Array.from({ length: count }, (_, index) => ({ x: left + index * (width + GAP), y, width, height })),
  }
}

/** How far a name at the lower left of a place is to be lifted, so that the controls do not cover it. */
export const liftOf = (place: Place, stage: Size): number =>
  coveredOf({ ...place, width: Math.min(place.width, 240) }, stage)

/** How much of a place's foot the controls cover: what stands in its middle keeps to the rest. */
export function coveredOf(place: Place, stage: Size): number {
  const left = (stage.width - CONTROLS.width) / 2
  const isBeside = place.x + place.width < left || place.x > left + CONTROLS.width
  return isBeside
    ? 0
    : Math.max(0, Math.min(CONTROLS.height - (stage.height - place.y - place.height), place.height - 40))
}

/**
 * What of a picture is to be seen in a frame, as the size of a box in its middle that the picture covers: the whole frame
 * where that cuts at most a quarter of a side, else as much of it as that fills.
 */
export function visiblePart(picture: Size, frame: Size): Size {
  const shape = picture.width / picture.height
  const widest = shape / (1 - MOST_CUT)
  const narrowest = shape * (1 - MOST_CUT)
  const { width, height } = frame
  return { width: Math.min(width, height * widest), height: Math.min(height, width / narrowest) }
}

/** The size of all of a picture in a frame. */
export function wholeOf(picture: Size, { width, height }: Size): Size {
  const shape = picture.width / picture.height
  return { width: Math.min(width, height * shape), height: Math.min(height, width / shape) }
}

/** What there is for one of this many tiles. */
function cellOf(count: number, columns: number, { width, height }: Size): Size {
  const rows = Math.ceil(count / columns)
  return {
    width: Math.max(0, (width - 2 * PADDING + GAP) / columns - GAP),
    height: Math.max(0, (height - 2 * PADDING + GAP) / rows - GAP),
  }
}

const COLOURS = [
  'amber',
  'azure',
  'coral',
  'crimson',
  'golden',
  'green',
  'indigo',
  'ivory',
  'lilac',
  'olive',
  'orange',
  'pearl',
  'pink',
  'purple',
  'ruby',
  'silver',
  'sky',
  'teal',
  'violet',
  'white',
  'yellow',
  'copper',
  'hazel',
  'rose',
]
const THINGS = [
  'acorn',
  'badger',
  'beacon',
  'bridge',
  'cactus',
  'canoe',
  'castle',
  'comet',
  'falcon',
  'fern',
  'harbor',
  'island',
  'kettle',
  'lantern',
  'maple',
  'meadow',
  'otter',
  'panda',
  'pebble',
  'piano',
  'river',
  'rocket',
  'sparrow',
  'tulip',
]

/** A name that is easy to say and to type, such as "amber-otter". */
export function suggestRoomName(): string {
  return `${pick(COLOURS)}-${pick(THINGS)}`
}

const pick = (words: readonly string[]) => words[Math.floor(Math.random() * words.length)]

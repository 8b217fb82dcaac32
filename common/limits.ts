/** How much of what there may be: held by every host, and known by every page. */

export const DEFAULT_PORT = 8080

/** How many people fit in a room that a page makes: the host's setting lies between these, both included. */
export const CAPACITY = { min: 2, max: 8, default: 8 } as const

/** How many fit in a room that a client without a session makes: those of the tutorials know two, and then `full`. */
export const TUTORIAL_CAPACITY = 2

export const LIMITS = {
  /** Characters (code points) in a room name, after trimming. */
  roomName: 64,
  /** Characters in a person's name, after trimming. */
  personName: 40,
  /** Characters in a session description; eight peers' audio, video and data need about a tenth of it. */
  sdp: 128 * 1024,
  /** Characters in an ICE candidate line. */
  candidate: 4096,
  /** Bytes in one Socket.IO packet; Engine.IO closes a connection that sends more. */
  packetBytes: 512 * 1024,
  /** Characters, as JSON, of what is handed to one person of the sender's choice as it is. */
  addressed: 64 * 1024,
  /** Levels of nesting in whatever is relayed as it is. */
  messageDepth: 32,
  /** Characters (code points) in a chat message. */
  chatMessage: 4000,
  /** People, and rooms, that `updateUserlist` names; it tells how many more there are. */
  listed: 100,
  /** How long a call rings before it counts as not answered. */
  ringMs: 30_000,
} as const

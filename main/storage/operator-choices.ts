import * as v from 'valibot'
import { IpAddress } from '../../common/control.js'
import { Capacity } from '../../common/protocol.js'
import { JsonFile } from './json-file.js'

/** What the operator chose in the page. */
export interface Choices {
  /** The address that comes first, even while this machine does not have it. */
  readonly pinned?: string | undefined
  /** Whether the host announces itself and looks for others. */
  readonly discovery: boolean
  /** How many people fit in a room. */
  readonly capacity?: number | undefined
  /** What people must know to come in. */
  readonly passcode?: string | undefined
}

/** The same, and where it is kept for the next time. */
export interface OperatorChoices {
  readonly value: Choices
  /** Resolves when all changes so far are kept, or cannot be. */
  readonly written: Promise<unknown>
  /** Until this resolves another passcode may stand in for one that the system has yet to give. Never rejects. */
  readonly unsealed?: Promise<unknown>
  /** Whether whoever looks after the machine keeps this from being chosen. */
  isLocked?(choice: Partial<Choices>): boolean
  /** Holds at once. Resolves with whether it does so for as long as it should, which is false where it cannot be kept. */
  change(choice: Partial<Choices>): Promise<boolean>
}

/** The passcode is a secret, which a file of this kind is no place for. */
const Kept = v.object({ pinned: v.optional(IpAddress), discovery: v.boolean(), capacity: v.optional(Capacity) })
const DEFAULTS: v.InferOutput<typeof Kept> = { discovery: true }

/** Choices that are kept in `host.json` of this folder; without one they are to hold for as long as the host runs. */
export async function choicesIn(folder: string | undefined): Promise<OperatorChoices> {
  if (folder === undefined) return choicesOf(DEFAULTS, async () => true)
  const file = new JsonFile(folder, 'host.json', Kept, DEFAULTS)
  return choicesOf(await file.read(), (value) => file.write(value))
}

/** Choices that should be kept, and cannot be. */
export const choicesNowhere = (): OperatorChoices => choicesOf(DEFAULTS, async () => false)

function choicesOf(initial: Choices, keep: (value: v.InferOutput<typeof Kept>) => Promise<boolean>): OperatorChoices {
  let value = initial
  let written: Promise<unknown> = Promise.resolve()
  return {
    get value() {
      return value
    },
    get written() {
      return written
    },
    change(choice) {
      const { passcode, ...others } = choice
      value = { ...value, ...choice }
      // The page says of a passcode that it holds until the host is started anew.
      if (Object.keys(others).length === 0) return Promise.resolve(true)
      const { pinned, discovery, capacity } = value
      const kept = keep({ pinned, discovery, capacity })
      written = kept
      return kept
    },
  }
}

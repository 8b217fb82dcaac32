import { CARD_PATH, HostCard } from '../../common/control.js'
import { readAs } from '../../common/schema.js'
import { type AskOptions, askHost } from './ask-host.js'

/**
 * Asks the host at an origin who it is. Undefined where something else than a host answers. Rejects where nothing answers
 * in time.
 */
export async function askForCard(origin: string, options?: AskOptions): Promise<HostCard | undefined> {
  return readAs(HostCard, await askHost(new URL(CARD_PATH, origin), options))
}

import { type Door, KNOCK_PATH, KnockReply } from '../../common/knock.js'
import { readAs } from '../../common/schema.js'
import { askHost } from './ask-host.js'

/** The other host waits for an answer itself. */
const TIMEOUT_MS = 2_700

/**
 * Asks the host at an origin to knock at a door of this one, and gives what came of it; undefined where it does not do that.
 * Rejects where it does not answer in time.
 */
export async function askToKnock(origin: string, { port, isSecure }: Door): Promise<KnockReply | undefined> {
  const url = new URL(KNOCK_PATH, origin)
  url.searchParams.set('port', String(port))
  if (isSecure) url.searchParams.set('secure', '')
  return readAs(KnockReply, await askHost(url, { timeoutMs: TIMEOUT_MS }))
}

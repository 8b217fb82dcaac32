import { Book, Catalog, getTranslator } from '@hi18n/core'
import { inWords, withoutAddresses } from '../../common/finding-text.js'
import type { Finding, FindingCode } from '../../common/findings.js'
import { findings as english, type FindingVocabulary } from '../../common/locales/en/findings.js'
import { checkNetwork, type NetworkInputs } from './check-network.js'

export interface CheckOptions {
  /** The ports that the host would have, 0 for any. */
  readonly port: number
  readonly securePort: number
  /** One line of JSON in place of sentences. */
  readonly json: boolean
  /** Leaves addresses out. */
  readonly redact: boolean
}

/** The command line speaks English alone. */
const { t } = getTranslator(new Book<FindingVocabulary>({ en: new Catalog('en', english) }), 'en')

/** With one of these, others cannot join, or not where they were told to. */
const KEEPS_OTHERS_OUT: readonly FindingCode[] = ['no-network', 'port-taken', 'firewall-likely', 'shut-out']

/**
 * Checks the network and writes what was found. Gives the exit code: 1 where something keeps others from joining, else
 * 0. Never rejects.
 */
export async function runCheck(
  { port, securePort, json, redact }: CheckOptions,
  host: Omit<NetworkInputs, 'port' | 'securePort'>,
  out: (text: string) => void,
): Promise<number> {
  const found = await checkNetwork({ ...host, port, securePort })
  const findings = redact ? found.map(withoutAddresses) : found
  out(
    json
      ? `${JSON.stringify({ findings })}\n`
      : `${findings.map((finding) => inWords(finding, t, 'en')).join('\n\n')}\n`,
  )
  return found.some(({ code }: Finding) => KEEPS_OTHERS_OUT.includes(code)) ? 1 : 0
}

import { report, withoutAddresses } from '../../common/finding-text.js'
import type { Doctor } from './doctor.js'
import { language, t } from './language.js'

/** All findings as a text to pass on, with addresses only if the person wants them in it. */
export function reportOf({ findings, leavesAddressesOut, about }: Doctor): string {
  const { version, os = t('findings/unknown-system') } = about()
  const told = leavesAddressesOut.value ? findings.value.map(withoutAddresses) : findings.value
  return report(told, { version, os, at: new Date() }, t, language.value)
}

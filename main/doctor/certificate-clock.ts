import type { Finding } from '../../common/findings.js'

/** When a certificate is good (RFC 5280, section 4.1.2.5). */
export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Finds that this machine made its certificate at a time that is not now: its clock was wrong, or is. */
export function certificateClock({ notBefore, notAfter }: Validity, now: Date): Finding[] {
  if (notBefore <= now && now <= notAfter) return []
  const facts = { now: now.toISOString(), notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() }
  return [{ code: 'certificate-clock', facts, commands: [] }]
}

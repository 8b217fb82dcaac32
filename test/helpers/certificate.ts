import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Certificate, loadCertificate } from '../../main/host/certificate.js'

/** A certificate for loopback, with a key that no other has. */
export async function newCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-'))
  try {
    return await loadCertificate(folder, { addresses: ['127.0.0.1'], hostnames: [] })
  } finally {
    await rm(folder, { recursive: true })
  }
}

import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import { CallCheck } from '../../../../renderer/state/call-check.js'
import type { Calling } from '../../../../renderer/state/calling.js'
import { Doctor } from '../../../../renderer/state/doctor.js'

test('once someone cannot be reached that is found, shown, and put away as the person wants', async () => {
  const state = signal<LinkState>('connecting')
  const ann = { id: 'ann', name: signal('Ann'), state, report: async () => undefined }
  const peers = signal([ann] as unknown as readonly RemotePeer[])
  const doctor = new Doctor(
    async () => [],
    () => ({ version: '', os: '' }),
  )
  const callCheck = new CallCheck({ peers } as unknown as Calling, doctor, () => 'http://10.0.0.1:8080')
  expect(callCheck.isShown.value).toBe(false)
  state.value = 'unreachable'
  // What it needs for that is fetched first.
  await vi.waitFor(() => expect(callCheck.isShown.value).toBe(true), 20_000)
  expect(doctor.findings.value).toMatchObject([{ code: 'no-ice-pair', facts: { peer: 'Ann' } }])
  callCheck.dismiss()
  expect(callCheck.isShown.value).toBe(false)
  state.value = 'connected'
  expect(doctor.findings.value).toEqual([])
})

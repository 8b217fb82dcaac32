import { expect, test } from 'vitest'
import { Proof } from '../../../../../common/auto-answer.js'
import { readAs } from '../../../../../common/schema.js'
import {
  newNonce,
  ownKeyName,
  prove,
  provenKey,
  tagFor,
} from '../../../../../renderer/state/auto-answer/caller-proof.js'
import { ownTagFor } from '../../../../../renderer/state/auto-answer/own-tag.js'
import { makeKey } from '../../../../helpers/caller-key.js'

const CALLER = { own: 'sha-256 AA:01', theirs: 'sha-256 BB:02' }
const CALLEE = { own: 'sha-256 BB:02', theirs: 'sha-256 AA:01' }

test('a proof names the key of whoever made it, in the form in which it is sent', async () => {
  const { pair, name } = await makeKey()
  const nonce = newNonce()
  const proof = await prove(pair, nonce, CALLER)
  expect(readAs(Proof, proof)).toEqual(proof)
  expect(await provenKey(proof, nonce, CALLEE)).toBe(name)
})

test('a proof is good for one nonce, and for a connection between these two certificates', async () => {
  const { pair } = await makeKey()
  const nonce = newNonce()
  const proof = await prove(pair, nonce, CALLER)
  expect(await provenKey(proof, newNonce(), CALLEE)).toBeUndefined()
  expect(await provenKey(proof, nonce, { ...CALLEE, theirs: 'sha-256 EE:05' })).toBeUndefined()
  expect(await provenKey(proof, nonce, { ...CALLEE, own: 'sha-256 EE:05' })).toBeUndefined()
  expect(await provenKey(proof, nonce, CALLER)).toBeUndefined()
})

test("another's key with one's own signature proves nothing, nor does what is no key", async () => {
  const [{ pair: bob }, { pair: eve }] = await Promise.all([makeKey(), makeKey()])
  const nonce = newNonce()
  const [proof, forged] = await Promise.all([prove(bob, nonce, CALLER), prove(eve, nonce, CALLER)])
  expect(await provenKey({ ...proof, signature: forged.signature }, nonce, CALLEE)).toBeUndefined()
  expect(await provenKey({ ...proof, key: 'A'.repeat(122) }, nonce, CALLEE)).toBeUndefined()
})

test('a tag is another for each callee, and as long as a host hands on', async () => {
  const { name } = await makeKey()
  const tag = await tagFor(name, 'ann')
  expect(tag).toMatch(/^[\w-]{22}$/)
  expect(await tagFor(name, 'ann')).toBe(tag)
  expect(await tagFor(name, 'cem')).not.toBe(tag)
})

test('a device that keeps no key calls without a tag', async () => {
  // Node has no IndexedDB.
  expect(await ownKeyName()).toBeUndefined()
  expect(await ownTagFor('ann')).toBeUndefined()
})

import { effect } from '@preact/signals'
import type { RemotePeer } from '../../call/call.js'
import type { Calling } from '../calling.js'
import { newNonce, prove, provenKey } from './caller-proof.js'
import { ownKey } from './own-key.js'

/** A page that has just come into the call may not listen yet. */
const ASK_EVERY_MS = 1_000
const MOST_ASKED = 10

/** Proves this device's key to those whom the person has called, and to nobody else. Until the function that comes back is called. */
export function proveWhoCalls(calling: Calling): () => void {
  return effect(() => {
    const { value: screen } = calling.screen
    if (screen.kind !== 'call' || screen.goal.kind !== 'direct' || !screen.goal.isCaller) return
    const stops = calling.peers.value.map((peer) => peer.control.on('prove', (nonce) => void tell(peer, nonce)))
    return () => {
      for (const stop of stops) stop()
    }
  })
}

async function tell({ control, link }: RemotePeer, nonce: string): Promise<void> {
  const pair = await ownKey()
  const { fingerprints } = link
  if (pair && fingerprints) control.prove(await prove(pair, nonce, fingerprints))
}

/**
 * Asks the caller in this call whose key they have. Resolves with its name once they have proven it; with undefined where
 * they do not, or the call ends.
 */
export function askWhoCalls(calling: Calling, callerId: string): Promise<string | undefined> {
  const call = calling.call.peek()
  const nonce = newNonce()
  return new Promise((resolve) => {
    let asked: RemotePeer | undefined
    let times = 0
    let deafen = () => {}
    const settle = (key: string | undefined) => {
      clearInterval(timer)
      deafen()
      resolve(key)
    }
    const ask = () => {
      const peer = calling.peers.peek().find(({ id }) => id === callerId)
      if (calling.call.peek() !== call || times === MOST_ASKED) return settle(undefined)
      if (!peer?.control.isOpen) return
      if (peer !== asked) {
        deafen()
        deafen = peer.control.on('proof', async (proof) => {
          const { fingerprints } = peer.link
          const key = fingerprints && (await provenKey(proof, nonce, fingerprints))
          if (key !== undefined) settle(key)
        })
        asked = peer
      }
      times += 1
      peer.control.askForProof(nonce)
    }
    const timer = setInterval(ask, ASK_EVERY_MS)
    ask()
  })
}

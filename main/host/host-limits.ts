import type { Rate } from './allowance.js'

/** What a host takes from others before it refuses, and then cuts them off. */
export interface HostLimits {
  /** Bytes that one person may send; each packet counts as 1 KiB at least. Undefined: as much as they like. */
  readonly person: Rate | undefined
  /** The same for everyone at one address, where each new connection counts as 16 KiB. */
  readonly address: Rate | undefined
  /** Bytes that wait for a client which does not read; it is cut off at more. */
  readonly unsent: number
  /** Open TCP connections. */
  readonly connections: number
  readonly connectionsOfAddress: number
  /** How long a request may take, from its first byte to the last of the answer. */
  readonly requestMs: number
  /**
   * Whether programs of this machine are one address like any other. They are not by default: whoever comes through a
   * forwarder or a proxy on this machine seems to be one of them.
   */
  readonly areForLoopback: boolean
}

const KIB = 1_024
const MIB = 1_024 * KIB

/**
 * A page that enters a room of eight sends about 100 packets and 200 KB at once. 50 pages behind one address that do so
 * at the same time send 10 MB, on some 400 connections.
 */
export const HOST_LIMITS: HostLimits = {
  person: { atOnce: 3 * MIB, perSecond: 256 * KIB },
  address: { atOnce: 16 * MIB, perSecond: 2 * MIB },
  unsent: 4 * MIB,
  connections: 20_000,
  connectionsOfAddress: 1_000,
  requestMs: 60_000,
  areForLoopback: false,
}

/** The usual limits, but for those that are given. */
export const limitsWith = (others: Partial<HostLimits> | undefined): HostLimits => ({ ...HOST_LIMITS, ...others })

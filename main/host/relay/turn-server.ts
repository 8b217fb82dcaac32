import { readAllocate } from './allocate-request.js'
import { Allocation } from './allocation.js'
import { Allocations, type AllocationsOptions } from './allocations.js'
import {
  type Answer,
  addressErrorCode,
  messageOf,
  numberAttribute,
  type Refusal,
  refuseUnknown,
  textAttribute,
} from './answers.js'
import { FIRST_CHANNEL, isChannelData, LAST_CHANNEL } from './channel-data.js'
import type { Client } from './client.js'
import { newCounters } from './counters.js'
import { type AuthenticationError, Authenticator, type Identity } from './credentials.js'
import { RecentAnswers } from './recent-answers.js'
import { Strangers } from './relay-limits.js'
import {
  ATTRIBUTE,
  attributeOf,
  decodeStun,
  encodeStun,
  METHOD,
  type ReceivedMessage,
  type StunMessage,
} from './stun-message.js'
import {
  decodeXorAddress,
  encodeXorAddress,
  FAMILY_NUMBERS,
  familyNumbered,
  familyOf,
  type TransportAddress,
} from './transport-address.js'

export interface TurnServerOptions extends AllocationsOptions {
  readonly secret: string
  readonly realm: string
}

/** RFC 8656, sections 7.2 and 3.2, in seconds. */
const DEFAULT_LIFETIME = 600
const MAX_LIFETIME = 3_600
/** What a request costs of its allocation's bandwidth, as its signature is checked, in bytes. */
const REQUEST_COST = 2_000

/** What a TURN server does (RFC 8656), whatever its clients' messages come by. */
export class TurnServer {
  readonly counters = newCounters()
  readonly allocations: Allocations
  readonly #strangers: Strangers
  readonly #authenticator: Authenticator
  readonly #answers = new RecentAnswers()

  constructor(private readonly options: TurnServerOptions) {
    this.allocations = new Allocations(options, this.counters)
    this.#strangers = new Strangers(options.limits.strangerMessagesPerSecond)
    this.#authenticator = new Authenticator(options.secret, options.realm)
  }

  /** Takes a message or a datagram on a channel from a client. Whatever that is, it does not throw. */
  receive(client: Client, bytes: Buffer): void {
    const allocation = this.allocations.of(client)
    if (allocation === undefined && !this.#isWithinLimit(client)) return
    if (allocation !== undefined && isChannelData(bytes)) allocation.sendChannelData(bytes)
    else this.#takeMessage(client, allocation, decodeStun(bytes))
  }

  /** To be called each second. */
  sweep(): void {
    const now = performance.now()
    this.#strangers.forget()
    this.#answers.sweep(now)
    this.allocations.sweep(now)
  }

  /** Ends the allocation of a client who is gone. */
  forget(client: Client): void {
    const allocation = this.allocations.of(client)
    if (allocation !== undefined) this.allocations.end(allocation)
  }

  close(): void {
    for (const allocation of this.allocations.all) this.allocations.end(allocation)
  }

  #takeMessage(client: Client, allocation: Allocation | undefined, message: ReceivedMessage | undefined): void {
    if (message?.class === 'request') this.#takeRequest(client, allocation, message)
    else if (message?.class !== 'indication') this.counters.dropped.malformed++
    else if (message.method === METHOD.send && refuseUnknown(message) === undefined) allocation?.sendIndication(message)
  }

  #takeRequest(client: Client, allocation: Allocation | undefined, request: ReceivedMessage): void {
    if (allocation?.bandwidth.take(REQUEST_COST) === false) {
      this.counters.dropped.bandwidth++
      return
    }
    const isBinding = request.method === METHOD.binding
    const identity = isBinding ? undefined : this.#authenticator.identify(request, client.address)
    if (typeof identity === 'object') this.#takeAuthentic(client, request, identity)
    // Without an allocation the request is counted already.
    else if (allocation !== undefined && !this.#isWithinLimit(client)) return
    else if (identity !== undefined) this.#send(client, request, this.#challenge(identity, client))
    else this.#send(client, request, refuseUnknown(request) ?? { attributes: [mappedAddress(client, request)] })
  }

  /** Answers a request that came before as it was answered before. */
  #takeAuthentic(client: Client, request: ReceivedMessage, identity: Identity): void {
    const name = `${client.name} ${request.transaction.toString('hex')}`
    const known = this.#answers.find(name)
    if (known?.answer !== undefined) client.send(known.answer)
    if (known !== undefined) return
    this.#answers.begin(name)
    const finish = (answer: Answer) => this.#answers.finish(name, this.#send(client, request, answer, identity.key))
    const answer = refuseUnknown(request) ?? this.#answer(client, request, identity)
    if (answer instanceof Promise) {
      answer.then(finish).catch((error) => this.options.log(`The relay does not answer: ${error}`))
    } else finish(answer)
  }

  #send(client: Client, request: ReceivedMessage, answer: Answer, key?: Buffer): Buffer {
    const { refused } = this.counters
    if ('error' in answer) refused[answer.error] = (refused[answer.error] ?? 0) + 1
    const bytes = encodeStun(messageOf(answer, request), { key, hasFingerprint: request.hasFingerprint })
    client.send(bytes)
    return bytes
  }

  #isWithinLimit({ address }: Client): boolean {
    const isWithin = this.#strangers.take(address)
    if (!isWithin) this.counters.dropped.strangers++
    return isWithin
  }

  #challenge(error: AuthenticationError, { address }: Client): Refusal {
    if (error === 400) return { error }
    const realm = textAttribute(ATTRIBUTE.realm, this.options.realm)
    return { error, attributes: [realm, textAttribute(ATTRIBUTE.nonce, this.#authenticator.nonceFor(address))] }
  }

  #answer(client: Client, request: StunMessage, identity: Identity): Answer | Promise<Answer> {
    const allocation = this.allocations.of(client)
    if (request.method === METHOD.allocate) {
      return allocation === undefined ? this.#allocate(client, request, identity) : { error: 437 }
    }
    if (allocation?.isOpen !== true) return { error: 437 }
    if (allocation.owner.username !== identity.username) return { error: 441 }
    switch (request.method) {
      case METHOD.refresh:
        return this.#refresh(allocation, request)
      case METHOD.createPermission:
        return this.#permit(allocation, request)
      case METHOD.channelBind:
        return this.#bindChannel(allocation, request)
      default:
        return { error: 400 }
    }
  }

  async #allocate(client: Client, request: StunMessage, owner: Identity): Promise<Answer> {
    if (owner.isExpired) return this.#challenge(401, client)
    const asked = readAllocate(request)
    if ('error' in asked) return asked
    const lifetime = lifetimeOf(request)
    const allocation = await this.allocations.open(client, owner, asked.family, lifetime)
    if (!(allocation instanceof Allocation)) return { error: allocation }
    const relayed = encodeXorAddress(allocation.relayed, request.transaction)
    const attributes = [
      { type: ATTRIBUTE.xorRelayedAddress, value: relayed },
      numberAttribute(ATTRIBUTE.lifetime, lifetime),
      mappedAddress(client, request),
    ]
    if (!asked.wantsBoth) return { attributes }
    const noOther = { type: ATTRIBUTE.addressErrorCode, value: addressErrorCode(FAMILY_NUMBERS.IPv6, 440) }
    return { attributes: [...attributes, noOther] }
  }

  /** Credentials that were good when the allocation was made stay good for it: a call may last longer. */
  #refresh(allocation: Allocation, request: StunMessage): Answer {
    const family = attributeOf(request, ATTRIBUTE.requestedAddressFamily)
    if (family !== undefined && familyNumbered(family[0]) !== allocation.family) return { error: 443 }
    const isEnd = attributeOf(request, ATTRIBUTE.lifetime)?.equals(Buffer.alloc(4)) ?? false
    const lifetime = isEnd ? 0 : lifetimeOf(request)
    if (isEnd) this.allocations.end(allocation)
    else allocation.endsAt = performance.now() + lifetime * 1_000
    return { attributes: [numberAttribute(ATTRIBUTE.lifetime, lifetime)] }
  }

  #permit(allocation: Allocation, request: StunMessage): Answer {
    const addresses: string[] = []
    for (const { type, value } of request.attributes) {
      if (type !== ATTRIBUTE.xorPeerAddress) continue
      const peer = this.#peer(allocation, decodeXorAddress(value, request.transaction))
      if ('error' in peer) return peer
      addresses.push(peer.address)
    }
    if (addresses.length === 0) return { error: 400 }
    return allocation.permit(addresses) ? { attributes: [] } : { error: 508 }
  }

  #bindChannel(allocation: Allocation, request: StunMessage): Answer {
    const number = attributeOf(request, ATTRIBUTE.channelNumber)
    const address = attributeOf(request, ATTRIBUTE.xorPeerAddress)
    const channel = number?.length === 4 ? number.readUInt16BE(0) : 0
    if (channel < FIRST_CHANNEL || channel > LAST_CHANNEL) return { error: 400 }
    const peer = this.#peer(allocation, address && decodeXorAddress(address, request.transaction))
    if ('error' in peer) return peer
    const error = allocation.bindChannel(channel, peer)
    return error === undefined ? { attributes: [] } : { error }
  }

  /** A peer that the allocation's owner may reach now. */
  #peer(allocation: Allocation, peer: TransportAddress | undefined): TransportAddress | Refusal {
    if (peer === undefined) return { error: 400 }
    if (familyOf(peer.address) !== allocation.family) return { error: 443 }
    return this.allocations.findWay(allocation, peer) === undefined ? { error: 403 } : peer
  }
}

/** At least ten minutes and at most an hour, in seconds. */
function lifetimeOf(request: StunMessage): number {
  const value = attributeOf(request, ATTRIBUTE.lifetime)
  const wanted = value?.length === 4 ? value.readUInt32BE(0) : DEFAULT_LIFETIME
  return Math.min(MAX_LIFETIME, Math.max(DEFAULT_LIFETIME, wanted))
}

const mappedAddress = (client: Client, { transaction }: StunMessage) => ({
  type: ATTRIBUTE.xorMappedAddress,
  value: encodeXorAddress(client, transaction),
})

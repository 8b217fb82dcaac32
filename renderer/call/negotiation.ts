import type { Signal } from '../../common/protocol.js'
import { Queue } from '../../common/queue.js'
import { startingFast } from './quick-start.js'
import { describe } from './screen-sound.js'
import type { Stereo } from './stereo.js'

export interface NegotiationOptions {
  /** Yields when both sides offer at once; the other side must be told the opposite. */
  readonly polite: boolean
  /** Makes the first offer; the other side waits for it. */
  readonly offers: boolean
  /** Whether there is music to send. */
  hasMusic(): boolean
  send(signal: Signal): void
  /** Called when an offer of the other side is applied and not yet answered. */
  prepareAnswer(): void
  /** Called once a description is on its way to the other side, which is busy with it then. */
  described(): void
  report(what: string, error: unknown): void
}

/** As descriptions have them (RFC 8122, section 5). */
export interface Fingerprints {
  readonly own: string
  readonly theirs: string
}

/** Candidates kept until the description is there that they belong to. */
const CANDIDATES_KEPT = 256

/**
 * Agrees with one peer on a connection by the perfect negotiation pattern (W3C WebRTC 1.0, section 10.7): either side may
 * offer at any time, and on a collision the polite one rolls back, or makes room for a new link where the offer was its
 * first.
 */
export class Negotiation {
  #isMakingOffer = false
  #isIgnoringOffer = false
  #isStopped = false
  #candidates: RTCIceCandidateInit[] = []
  /** The fingerprint in the latest description that was due, which may still wait to be handled. */
  #received: string | undefined
  /** What the latest own description says. */
  #said: Stereo = { plays: false, sends: false }
  /** Signals are handled one after the other. */
  readonly #queue = new Queue()

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly options: NegotiationOptions,
  ) {
    // What the offer in the making leaves out the browser asks for once that one is answered.
    pc.onnegotiationneeded = () => !this.#isMakingOffer && void this.offer()
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) options.send({ candidate: candidate.toJSON() as NonNullable<Signal['candidate']> })
    }
  }

  /**
   * Sends an offer. The first one need not wait for the browser to ask for it, which it does only once the page has been
   * drawn. Never rejects.
   */
  async offer(): Promise<void> {
    try {
      this.#isMakingOffer = true
      await this.#describe('offer')
      this.#send(this.pc.localDescription)
      this.options.described()
    } catch (error) {
      this.options.report('An offer failed', error)
    } finally {
      this.#isMakingOffer = false
    }
  }

  /** Has the other side know of music that there is to send, or no longer. */
  tellOfMusic(): void {
    void this.#queue.add(() => this.#catchUp())
  }

  /** Takes in what the other side signaled. */
  receive(signal: Signal): void {
    const { description } = signal
    if (description && this.#isDue(description.type)) this.#received = fingerprintOf(description.sdp)
    this.#queue.add(() => this.#handle(signal)).catch((error) => this.options.report('A signal failed', error))
  }

  /**
   * Whether this description is for a new link in place of this one. The other side may speak for another connection than
   * this link is to: its page lost this link, or was loaded anew. (A certificate, and so its fingerprint, belongs to one
   * RTCPeerConnection.) Or the first offers of both sides crossed and this side yields: the transceivers of an offer that
   * is rolled back are of no more use, since the other's offer takes up only what addTrack() made (RFC 9429, section 5.10).
   */
  isForAnother({ type, sdp = '' }: RTCSessionDescriptionInit): boolean {
    const known = this.#known
    if (known === undefined) return type === 'offer' && this.options.offers && this.options.polite
    return known !== fingerprintOf(sdp)
  }

  /** Whether this description is certainly of the connection that this link is to. */
  isOf({ sdp }: RTCSessionDescriptionInit): boolean {
    return this.#known !== undefined && this.#known === fingerprintOf(sdp)
  }

  /**
   * The fingerprints of both sides' certificates, which nobody else can have where the connection is made; undefined before
   * that.
   */
  get fingerprints(): Fingerprints | undefined {
    const own = fingerprintOf(this.pc.localDescription?.sdp)
    const theirs = fingerprintOf(this.pc.remoteDescription?.sdp)
    return own !== undefined && theirs !== undefined ? { own, theirs } : undefined
  }

  get #known(): string | undefined {
    return fingerprintOf(this.pc.remoteDescription?.sdp) ?? this.#received
  }

  /** Sends again an offer that has no answer, since either may be lost; gives whether there is one. */
  repeat(): boolean {
    const { signalingState, localDescription } = this.pc
    const isUnanswered = signalingState === 'have-local-offer'
    if (isUnanswered) this.#send(localDescription)
    return isUnanswered
  }

  /** Signals nothing any more, and takes in nothing. */
  stop(): void {
    this.#isStopped = true
    this.pc.onnegotiationneeded = null
    this.pc.onicecandidate = null
  }

  async #handle({ description, candidate }: Signal): Promise<void> {
    if (this.#isStopped) return
    if (description) await this.#handleDescription(description as RTCSessionDescriptionInit)
    else if (candidate) await this.#handleCandidate(candidate as RTCIceCandidateInit)
  }

  async #handleDescription(description: RTCSessionDescriptionInit): Promise<void> {
    // What took the slower of two ways may come behind what was said later.
    if (versionOf(description.sdp) < versionOf(this.pc.remoteDescription?.sdp)) return
    const isOffer = description.type === 'offer'
    const isDue = this.#isDue(description.type)
    this.#isIgnoringOffer = isOffer && !isDue && !this.options.polite
    const isStaleAnswer = !isOffer && !isDue
    // The other side would not offer if it had ours, unless the two crossed; it drops what it has already.
    if (this.#isIgnoringOffer && !this.#isMakingOffer) this.repeat()
    if (this.#isIgnoringOffer || isStaleAnswer) return

    await this.pc.setRemoteDescription({ ...description, sdp: startingFast(description.sdp ?? '') })
    for (const candidate of this.#candidates.splice(0)) await this.#handleCandidate(candidate)
    if (isOffer) {
      this.options.prepareAnswer()
      await this.#describe('answer')
      this.#send(this.pc.localDescription)
      this.options.described()
    }
    await this.#catchUp()
  }

  /**
   * Makes the description that is due. What the first one says of a shared screen's sound the browser repeats in later ones,
   * and where it will not have it said the sound is in mono; music in stereo is told of where there is any, or was, and where
   * what tells of it can be fetched.
   */
  async #describe(type: 'offer' | 'answer'): Promise<void> {
    const { pc } = this
    const [before, now] = [this.#said, this.#stereo]
    this.#said = now
    if (isStereo(before) || isStereo(now)) {
      const part = await import('./stereo.js').catch((error) => this.options.report('Music goes in mono', error))
      if (part) return part.describeInStereo(pc, type, now)
    }
    if (pc.localDescription) return pc.setLocalDescription()
    const description = await describe(pc, type)
    return pc.setLocalDescription(description).catch(() => pc.setLocalDescription())
  }

  /** Sends an offer where the latest description no longer says how music goes either way. */
  async #catchUp(): Promise<void> {
    const [said, now] = [this.#said, this.#stereo]
    const isOutdated = said.plays !== now.plays || said.sends !== now.sends
    if (isOutdated && this.pc.signalingState === 'stable' && this.pc.remoteDescription) await this.offer()
  }

  /** A page plays two channels to whoever says that they send them. */
  get #stereo(): Stereo {
    return {
      plays: /;sprop-stereo=1/.test(this.pc.remoteDescription?.sdp ?? ''),
      sends: this.options.hasMusic(),
    }
  }

  /** Whether a description of this type is due: an offer that collides is not, nor is a stale answer. */
  #isDue(type: RTCSdpType): boolean {
    return !this.#isMakingOffer && this.pc.signalingState === (type === 'offer' ? 'stable' : 'have-local-offer')
  }

  async #handleCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.pc.remoteDescription) {
      if (this.#candidates.length < CANDIDATES_KEPT) this.#candidates.push(candidate)
      return
    }
    try {
      await this.pc.addIceCandidate(candidate)
    } catch (error) {
      if (!this.#isIgnoringOffer) this.options.report('A candidate failed', error)
    }
  }

  #send(description: RTCSessionDescription | null): void {
    if (description && !this.#isStopped)
      this.options.send({ description: description.toJSON() as NonNullable<Signal['description']> })
  }
}

const fingerprintOf = (sdp = '') => /^a=fingerprint:(.+)$/m.exec(sdp)?.[1]?.trim()

/** Grows with each description of one connection (RFC 8866, section 5.2). */
const versionOf = (sdp = '') => Number(/^o=\S+ \S+ (\d+)/m.exec(sdp)?.[1] ?? 0)

const isStereo = ({ plays, sends }: Stereo) => plays || sends

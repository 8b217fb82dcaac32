import { setImmediate as settled } from 'node:timers/promises'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { NO_MEDIA } from '../../../../renderer/call/channel-message.js'
import { PeerLink } from '../../../../renderer/call/peer-link.js'

/** Negotiates as a browser does, of which a test decides when it asks for an offer. It never connects. */
class FakeConnection extends EventTarget {
  static latest: FakeConnection
  signalingState: RTCSignalingState = 'stable'
  localDescription: unknown = null
  remoteDescription: RTCSessionDescriptionInit | null = null
  onnegotiationneeded: (() => void) | null = null

  constructor() {
    super()
    FakeConnection.latest = this
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === 'stable' ? 'offer' : 'answer'
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable'
    this.localDescription = { toJSON: () => ({ type, sdp: sdp('own') }) }
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable'
    this.remoteDescription = description
  }

  createDataChannel = () => ({ close: () => {} })
  addTransceiver = () => {}
  getTransceivers = () => []
  close = () => {}
}

const sdp = (fingerprint: string) => `a=fingerprint:sha-256 ${fingerprint}\r\n`
const description = (type: 'offer' | 'answer', fingerprint: string) => ({ type, sdp: sdp(fingerprint) })

/** A link that has begun, its connection, and the types of the descriptions that it sent, in order. */
function start(options: { polite: boolean; offers: boolean }) {
  const sent: (string | undefined)[] = []
  const link = new PeerLink({
    ...options,
    send: (signal) => sent.push(signal.description?.type),
    note: () => {},
    iceServers: [],
    streams: {} as never,
    quality: () => 'auto',
  })
  link.start({ microphone: null, camera: null, screen: null, screenSound: null }, NO_MEDIA)
  return { link, sent, connection: FakeConnection.latest }
}

beforeEach(() => {
  vi.stubGlobal('RTCPeerConnection', FakeConnection)
  vi.stubGlobal('MediaStream', class {})
  return () => void vi.unstubAllGlobals()
})

describe('an offer right behind the answer', () => {
  /** What comes in after this in one go finds none of it applied. */
  async function startOffering() {
    const started = start({ polite: true, offers: true })
    started.connection.onnegotiationneeded?.()
    await settled()
    return started
  }

  test('is handled after it', async () => {
    const { link, sent, connection } = await startOffering()
    link.receive({ description: description('answer', 'theirs') })
    expect(connection.remoteDescription).toBeNull()
    expect(link.isForAnother(description('offer', 'theirs'))).toBe(false)
    link.receive({ description: description('offer', 'theirs') })
    await settled()
    expect(sent).toEqual(['offer', 'answer'])
    link.close()
  })

  test('is for a new link where it is of another connection', async () => {
    const { link } = await startOffering()
    link.receive({ description: description('answer', 'theirs') })
    expect(link.isForAnother(description('offer', 'new'))).toBe(true)
    link.close()
  })
})

describe('where first offers cross', () => {
  test('the polite side needs a new link', () => {
    const { link } = start({ polite: true, offers: true })
    expect(link.isForAnother(description('offer', 'theirs'))).toBe(true)
    link.close()
  })

  test.each(['before', 'after'])(
    'the impolite side stays with its own, %s it is asked for, and takes the answer of the new link',
    async (when) => {
      const { link, sent, connection } = start({ polite: false, offers: true })
      if (when === 'after') connection.onnegotiationneeded?.()
      link.receive({ description: description('offer', 'yielding') })
      await settled()
      if (when === 'before') connection.onnegotiationneeded?.()
      expect(link.isForAnother(description('answer', 'new'))).toBe(false)
      await settled()
      link.receive({ description: description('answer', 'new') })
      await settled()
      expect(sent).not.toContain('answer')
      expect(connection.remoteDescription).toEqual(description('answer', 'new'))
      link.close()
    },
  )
})

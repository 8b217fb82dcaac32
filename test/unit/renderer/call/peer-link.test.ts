import { setImmediate as settled } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { NO_MEDIA } from '../../../../common/channels.js'
import type { Signal } from '../../../../common/protocol.js'
import { PeerLink } from '../../../../renderer/call/peer-link.js'
import { NO_TRACKS, type Tracks } from '../../../../renderer/call/transceivers.js'
import { description, FakeNetwork, type FakeStream } from '../../../helpers/fake-connection.js'
// Fetched during a call, and so that a test need not wait for it.
import '../../../../renderer/call/stereo.js'

let network: FakeNetwork
beforeEach(() => {
  network = FakeNetwork.install()
})

interface Options {
  polite: boolean
  offers: boolean
  send?: (signal: Signal) => void
  tracks?: Tracks
}

/** A link that has begun, its connection, the types of the descriptions that it sent, and what it told, in order. */
function start({ polite, offers, send = () => {}, tracks = NO_TRACKS }: Options) {
  const sent: string[] = []
  const told: unknown[] = []
  const link = new PeerLink({
    polite,
    offers,
    send: (signal) => {
      if (signal.description) sent.push(signal.description.type)
      send(signal)
    },
    note: () => {},
    iceServers: [],
    streams: {} as never,
  })
  link.on('chat', (text) => told.push(text))
  link.on('ended', () => told.push('ended'))
  onTestFinished(() => link.close())
  void link.start(tracks, NO_MEDIA)
  return { link, sent, told, connection: network.latest }
}

type Started = ReturnType<typeof start>

/** Two links to each other, of which `isLost` may keep signals from arriving. */
function pair(bothOffer = false, isLost: (signal: Signal) => boolean = () => false): { ann: Started; bob: Started } {
  const carry = (to: () => Started) => (signal: Signal) => {
    if (!isLost(signal)) queueMicrotask(() => to().link.receive(signal))
  }
  const ann: Started = start({ polite: true, offers: bothOffer, send: carry(() => bob) })
  const bob: Started = start({ polite: false, offers: true, send: carry(() => ann) })
  return { ann, bob }
}

async function connected() {
  const both = pair()
  await settled()
  expect([both.ann, both.bob].map(({ link }) => link.state.value)).toEqual(['connected', 'connected'])
  return both
}

test('a link without streams offers a channel and no media, and sends none where the other side asks for it', async () => {
  const make = (offers: boolean) => {
    const link = new PeerLink({ polite: !offers, offers, send: () => {}, note: () => {}, iceServers: [] })
    onTestFinished(() => link.close())
    void link.start(NO_TRACKS, NO_MEDIA)
    return { link, connection: network.latest }
  }
  const ann = make(true)
  await settled()
  expect([ann.connection.channels.length, ann.connection.getTransceivers()]).toEqual([1, []])
  const bob = make(false)
  bob.link.receive({ description: description('offer', 'theirs', ['audio', 'video']) })
  await settled()
  expect(bob.connection.signalingState).toBe('stable')
  expect(bob.connection.getTransceivers().map(({ direction }) => direction)).toEqual(['recvonly', 'recvonly'])
})

/** Loses the first signal with a description of this type. */
function losesFirst(type: string) {
  let lost = 0
  return (signal: Signal) => signal.description?.type === type && ++lost === 1
}

/** Has time stand still until the test moves it. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
}

describe('an offer right behind the answer', () => {
  /** What comes in after this in one go finds none of it applied. */
  async function startOffering() {
    const started = start({ polite: true, offers: true })
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
  })

  test('is for a new link where it is of another connection', async () => {
    const { link } = await startOffering()
    link.receive({ description: description('answer', 'theirs') })
    expect(link.isForAnother(description('offer', 'new'))).toBe(true)
  })
})

describe('where first offers cross', () => {
  test('the polite side needs a new link', () => {
    const { link } = start({ polite: true, offers: true })
    expect(link.isForAnother(description('offer', 'theirs'))).toBe(true)
  })

  test('the impolite side stays with its own, and takes the answer of the new link', async () => {
    const { link, sent, connection } = start({ polite: false, offers: true })
    link.receive({ description: description('offer', 'yielding') })
    await settled()
    expect(link.isForAnother(description('answer', 'new'))).toBe(false)
    await settled()
    link.receive({ description: description('answer', 'new') })
    await settled()
    expect(sent).not.toContain('answer')
    expect(connection.remoteDescription).toEqual(description('answer', 'new'))
  })

  test('there is one offer, before the browser asks for any', async () => {
    network.asksForOffers = false
    const { sent } = start({ polite: true, offers: true })
    await settled()
    expect(sent).toEqual(['offer'])
  })
})

describe('two links', () => {
  test('connect by one offer and one answer, with all media each way', async () => {
    const { ann, bob } = await connected()
    expect([ann.sent, bob.sent]).toEqual([['answer'], ['offer']])
    for (const { link, connection } of [ann, bob]) {
      expect(connection.getTransceivers().map(({ mid, direction }) => [mid, direction])).toEqual(
        ['0', '1', '2', '3'].map((mid) => [mid, 'sendrecv']),
      )
      const { stream, sound, screen, screenSound } = link.incoming
      const kinds = [stream, sound, screen, screenSound].map((part) =>
        (part as unknown as FakeStream).tracks.map(({ kind }) => kind),
      )
      expect(kinds).toEqual([['audio', 'video'], ['audio'], ['video'], ['audio']])
    }
  })

  test('attach what they send once the other side has their description, and has to do with that', async () => {
    const tracks = { ...NO_TRACKS, microphone: { kind: 'audio' } as MediaStreamTrack }
    const isSending = ({ connection }: Started) =>
      connection.getTransceivers().some(({ sender: { track } }) => track !== null)
    const described: (string | boolean)[][] = []
    const carry = (from: () => Started, to: () => Started) => (signal: Signal) => {
      if (signal.description) described.push([signal.description.type, isSending(from())])
      queueMicrotask(() => to().link.receive(signal))
    }
    const ann: Started = start({
      polite: true,
      offers: false,
      tracks,
      send: carry(
        () => ann,
        () => bob,
      ),
    })
    const bob: Started = start({
      polite: false,
      offers: true,
      tracks,
      send: carry(
        () => bob,
        () => ann,
      ),
    })
    await settled()
    expect(described).toEqual([
      ['offer', false],
      ['answer', false],
    ])
    expect([ann, bob].map(isSending)).toEqual([true, true])
  })

  test('tell each other of their media, and chat', async () => {
    const { ann, bob } = await connected()
    ann.link.send(NO_TRACKS, { microphone: true, camera: false, screen: false })
    bob.link.chat('hello')
    await settled()
    expect(bob.link.media.value).toMatchObject({ microphone: true, camera: false })
    expect(ann.told).toEqual(['hello'])
  })

  test('apply candidates that come before the description they belong to', async () => {
    const { link, connection } = start({ polite: true, offers: false })
    link.receive({ candidate: { candidate: 'candidate:early' } })
    await settled()
    expect(connection.candidates).toEqual([])
    link.receive({ description: description('offer', 'theirs') })
    await settled()
    expect(connection.candidates).toEqual([{ candidate: 'candidate:early' }])
  })

  test.each(['offer', 'answer'])('connect where the first %s is lost, by another one', async (type) => {
    stopClock()
    const { ann, bob } = pair(false, losesFirst(type))
    await vi.advanceTimersByTimeAsync(3_999)
    expect(bob.link.state.value).toBe('connecting')
    await vi.advanceTimersByTimeAsync(1)
    await settled()
    expect([ann.link.state.value, bob.link.state.value]).toEqual(['connected', 'connected'])
    expect(bob.sent).toEqual(['offer', 'offer'])
  })

  test.each(['polite', 'impolite'])(
    'settle on one offer where both offer at once, sent by the %s side first',
    async (who) => {
      const { ann, bob } = await connected()
      const [first, second] = who === 'polite' ? [ann, bob] : [bob, ann]
      first.connection.restartIce()
      second.connection.restartIce()
      await settled()
      for (const { link, connection } of [ann, bob]) {
        expect(connection.signalingState).toBe('stable')
        expect(link.state.value).toBe('connected')
        expect(connection.getTransceivers()).toHaveLength(4)
      }
      expect(ann.sent.at(-1)).toBe('answer')
      expect(bob.sent).not.toContain('answer')
    },
  )

  test('keep to what was said last, where something older takes longer', async () => {
    const { link, connection } = start({ polite: true, offers: false })
    const offer = (version: number) => {
      const { type, sdp } = description('offer', 'theirs')
      return { type, sdp: `v=0\r\no=- 4611731400430051336 ${version} IN IP4 127.0.0.1\r\n${sdp}` }
    }
    for (const version of [2, 10, 9]) {
      link.receive({ description: offer(version) })
      await settled()
    }
    expect(connection.remoteDescription).toEqual(offer(10))
  })

  test('are stale where they carry an answer that nobody waits for', async () => {
    const { bob } = await connected()
    const before = bob.connection.remoteDescription
    bob.link.receive({ description: description('answer', 'own-1') })
    await settled()
    expect(bob.connection.remoteDescription).toBe(before)
  })
})

describe('a path that is lost', () => {
  test('is looked for at once, again and again, and after eight seconds the other side counts as unreachable', async () => {
    const { bob } = await connected()
    stopClock()
    network.cut()
    expect(bob.link.state.value).toBe('interrupted')
    expect(bob.connection.restarts).toBe(1)
    await vi.advanceTimersByTimeAsync(7_999)
    expect(bob.link.state.value).toBe('interrupted')
    await vi.advanceTimersByTimeAsync(1)
    expect(bob.link.state.value).toBe('unreachable')
    expect(bob.told).toEqual([])
  })

  test('is found again when there is one', async () => {
    const { ann, bob } = await connected()
    stopClock()
    network.cut()
    await vi.advanceTimersByTimeAsync(12_000)
    network.isUp = true
    await vi.advanceTimersByTimeAsync(8_000)
    await settled()
    expect([ann.link.state.value, bob.link.state.value]).toEqual(['connected', 'connected'])
  })

  test('is looked for less and less often', async () => {
    const { bob } = pair(false, ({ restart }) => restart === true)
    await settled()
    stopClock()
    network.cut()
    const tries: number[] = []
    for (let second = 0; second < 30; second++) {
      bob.connection.signalingState = 'stable'
      const { restarts } = bob.connection
      await vi.advanceTimersByTimeAsync(1_000)
      if (bob.connection.restarts > restarts) tries.push(second + 1)
    }
    expect(tries).toEqual([4, 12, 20, 28])
  })

  test('is looked for once where several signs of another network come at once, and again a second later', async () => {
    const { bob } = await connected()
    stopClock()
    for (let signs = 0; signs < 3; signs++) bob.link.wake()
    expect(bob.connection.restarts).toBe(1)
    bob.connection.signalingState = 'stable'
    await vi.advanceTimersByTimeAsync(10_000)
    expect(bob.connection.restarts).toBe(2)
  })

  test('is looked for where the network may be another, and an offer on its way is repeated instead', async () => {
    const { bob } = await connected()
    bob.link.wake()
    expect(bob.connection.restarts).toBe(1)
    await settled()
    const waiting = start({ polite: true, offers: true })
    await settled()
    waiting.link.wake()
    expect(waiting.sent).toEqual(['offer', 'offer'])
    expect(waiting.connection.restarts).toBe(0)
  })
})

describe('a channel', () => {
  test('with a label that the page does not know neither ends the link nor the chat, be it opened or closed', async () => {
    const { ann, bob } = await connected()
    const extra = bob.connection.createDataChannel('something new')
    await settled()
    bob.link.chat('while it is open')
    await settled()
    extra.close()
    await settled()
    bob.link.chat('after it was closed')
    ann.link.chat('back')
    await settled()
    expect(ann.told).toEqual(['while it is open', 'after it was closed'])
    expect(bob.told).toEqual(['back'])
    expect(ann.link.canTell).toBe(true)
  })

  test('for control that is lost is made anew by the side that made it, and ends nothing', async () => {
    const { ann, bob } = await connected()
    stopClock()
    ann.connection.channels[0]?.close()
    await vi.advanceTimersByTimeAsync(0)
    expect([ann.link.canTell, bob.link.canTell]).toEqual([false, false])
    await vi.advanceTimersByTimeAsync(4_000)
    await settled()
    ann.link.chat('here again')
    await settled()
    expect(bob.told).toEqual(['here again'])
    expect(ann.told).toEqual([])
    expect(ann.connection.channels).toHaveLength(2)
  })
})

describe('the end', () => {
  test('is told by a goodbye, once, before the connection is closed', async () => {
    const { ann, bob } = await connected()
    const [channel] = bob.connection.channels
    if (channel) channel.bufferedAmount = 1
    bob.link.close()
    await settled()
    expect(ann.told).toEqual(['ended'])
    expect(bob.connection.signalingState).toBe('stable')
    ann.link.close()
    channel?.flush()
    await settled()
    expect(bob.connection.signalingState).toBe('closed')
    expect([ann.told, bob.told]).toEqual([['ended'], []])
  })

  test('of signaling comes with it, though the goodbye waits', async () => {
    const { bob } = await connected()
    const [channel] = bob.connection.channels
    if (channel) channel.bufferedAmount = 1
    bob.connection.restartIce()
    bob.link.close()
    bob.link.receive({ description: description('offer', 'own-1') })
    await settled()
    expect(bob.sent).toEqual(['offer'])
    expect(bob.connection.signalingState).toBe('stable')
    channel?.flush()
  })

  test('of sending comes with it, though the goodbye waits', async () => {
    const { link, connection } = start({ polite: false, offers: true })
    const track = { kind: 'audio' } as MediaStreamTrack
    link.send({ ...NO_TRACKS, microphone: track }, NO_MEDIA)
    expect(connection.getTransceivers()[0]?.sender.track).toBe(track)
    link.close()
    expect(connection.getTransceivers()[0]?.sender.track).toBeNull()
  })

  test('shows without a goodbye where the other side closes its connection', async () => {
    const { ann, bob } = await connected()
    bob.connection.close()
    await settled()
    expect(ann.told).toContain('ended')
  })

  test('is not taken from a network that fails', async () => {
    const { ann } = await connected()
    network.cut()
    ann.connection.enter('failed')
    await settled()
    expect(ann.told).toEqual([])
  })

  test('leaves no timer behind', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { link } = start({ polite: true, offers: true })
    link.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a path that is gone', () => {
  test('is replaced by the side that offered first; the other one asks it to, and offers never cross', async () => {
    const { ann, bob } = await connected()
    ann.sent.length = bob.sent.length = 0
    network.cut()
    ann.link.wake()
    await settled()
    network.isUp = true
    await settled()
    expect(ann.connection.restarts).toBe(0)
    expect(bob.connection.restarts).toBeGreaterThan(0)
    expect(ann.sent).not.toContain('offer')
    expect(bob.sent).toContain('offer')
  })

  test('is not asked for back and forth', async () => {
    const { ann } = await connected()
    ann.link.receive({ restart: true })
    expect(ann.connection.restarts).toBe(0)
  })
})

describe('a link that goes by a relay', () => {
  const URL = 'turn:192.168.1.5:8080?transport=udp'
  const stats = (candidateType: string) =>
    new Map([
      ['T', { type: 'transport', id: 'T', selectedCandidatePairId: 'P' }],
      ['P', { type: 'candidate-pair', id: 'P', localCandidateId: 'L' }],
      ['L', { type: 'local-candidate', id: 'L', candidateType, url: URL }],
    ])

  test('says so, looks for a direct path now and then, and says when it has one', async () => {
    const { bob } = pair()
    bob.connection.stats = stats('relay')
    stopClock()
    await settled()
    expect(bob.link.relay.value).toBe(URL)
    const { restarts } = bob.connection
    bob.connection.stats = stats('host')
    vi.advanceTimersByTime(30_000)
    await settled()
    expect(bob.connection.restarts).toBe(restarts + 1)
    expect(bob.link.relay.value).toBeUndefined()
  })

  test('has no such word where it is direct', async () => {
    const { bob } = pair()
    bob.connection.stats = stats('host')
    await settled()
    expect(bob.link.relay.value).toBeUndefined()
  })

  test('takes other servers for its next path', async () => {
    const { bob } = await connected()
    bob.link.setIceServers([{ urls: URL }])
    expect(bob.connection.configuration).toMatchObject({ iceServers: [{ urls: URL }] })
  })
})

describe('music', () => {
  const music = { ...NO_TRACKS, microphone: { contentHint: 'music', kind: 'audio' } as MediaStreamTrack }
  const PLAYS = /;stereo=1;maxaveragebitrate=256000/
  const SENDS = /;sprop-stereo=1/
  const said = ({ connection }: Started) => {
    const sdp = connection.localDescription?.sdp ?? ''
    return { plays: PLAYS.test(sdp), sends: SENDS.test(sdp) }
  }

  test.each(['ann', 'bob'] as const)(
    'that %s sends is in stereo from then on, and no longer afterwards',
    async (name) => {
      const both = await connected()
      const [sender, receiver] = name === 'ann' ? [both.ann, both.bob] : [both.bob, both.ann]
      sender.link.send(music, NO_MEDIA)
      await vi.waitFor(() => expect(said(receiver)).toEqual({ plays: true, sends: false }))
      expect(said(sender)).toEqual({ plays: false, sends: true })
      sender.link.send(NO_TRACKS, NO_MEDIA)
      await vi.waitFor(() =>
        expect([said(sender), said(receiver)]).toEqual(Array(2).fill({ plays: false, sends: false })),
      )
    },
  )

  test('of both sides is in stereo each way, and settles', async () => {
    const { ann, bob } = await connected()
    ann.link.send(music, NO_MEDIA)
    await settled()
    bob.link.send(music, NO_MEDIA)
    await vi.waitFor(() => expect([said(ann), said(bob)]).toEqual(Array(2).fill({ plays: true, sends: true })))
    await settled()
    const count = ann.sent.length + bob.sent.length
    for (let turn = 0; turn < 20; turn++) await settled()
    expect(ann.sent.length + bob.sent.length).toBe(count)
    expect([ann.connection, bob.connection].map(({ signalingState }) => signalingState)).toEqual(['stable', 'stable'])
  })

  test('that begins while an offer is under way is told of behind it', async () => {
    const { ann, bob } = await connected()
    bob.connection.restartIce()
    await Promise.resolve()
    bob.link.send(music, NO_MEDIA)
    await vi.waitFor(() => expect(said(ann)).toEqual({ plays: true, sends: false }))
    expect(said(bob)).toEqual({ plays: false, sends: true })
  })

  test('that there is from the beginning on is told of by the first description of its side', async () => {
    const { ann, bob } = pair()
    ann.link.send(music, NO_MEDIA)
    await vi.waitFor(() => expect(said(bob)).toEqual({ plays: true, sends: false }))
    expect(said(ann)).toEqual({ plays: false, sends: true })
  })

  test('changes nothing about descriptions of speech', async () => {
    const { ann, bob } = await connected()
    for (const side of [ann, bob]) expect(said(side)).toEqual({ plays: false, sends: false })
  })
})

describe('the sound of a shared screen', () => {
  /** What a side says of each sound: the microphone's, and the screen's. */
  const soundsOf = ({ connection }: Started) =>
    [...(connection.localDescription?.sdp ?? '').matchAll(/^a=fmtp:.*/gm)].map(([line]) => line.trim())
  const SPEECH = 'a=fmtp:111 minptime=10;useinbandfec=1'
  const IN_STEREO = [SPEECH, 'a=fmtp:127 minptime=10;useinbandfec=1;stereo=1']

  test('is in stereo from the first offer and answer on, and the microphone is not', async () => {
    const { ann, bob } = await connected()
    expect([ann, bob].map(soundsOf)).toEqual([IN_STEREO, IN_STEREO])
    bob.link.send({ ...NO_TRACKS, screenSound: { contentHint: 'music', kind: 'audio' } as MediaStreamTrack }, NO_MEDIA)
    for (let turn = 0; turn < 20; turn++) await settled()
    expect([ann.sent, bob.sent]).toEqual([['answer'], ['offer']])
  })

  test('stays in stereo when music of the microphone comes and goes', async () => {
    const { ann, bob } = await connected()
    for (const microphone of [{ contentHint: 'music', kind: 'audio' } as MediaStreamTrack, null]) {
      const { length } = ann.sent
      ann.link.send({ ...NO_TRACKS, microphone }, NO_MEDIA)
      await vi.waitFor(() => expect(ann.sent).toHaveLength(length + 1))
      await settled()
      for (const side of [ann, bob]) expect(soundsOf(side)[1]).toBe(IN_STEREO[1])
    }
    expect([ann, bob].map(soundsOf)).toEqual([IN_STEREO, IN_STEREO])
  })

  test('is in mono where the browser will not have it said', async () => {
    const { ann, bob } = pair()
    for (const { connection } of [ann, bob]) {
      const set = connection.setLocalDescription.bind(connection)
      connection.setLocalDescription = async (given) => {
        if (given?.sdp?.includes('stereo')) throw new DOMException('Said by nobody.', 'InvalidModificationError')
        return set(given)
      }
    }
    await settled()
    expect([ann, bob].map(({ link }) => link.state.value)).toEqual(['connected', 'connected'])
    expect([ann, bob].map(soundsOf)).toEqual(Array(2).fill([SPEECH, SPEECH]))
  })
})

describe('what goes first', () => {
  test('is RED for the microphone, at both ends, and for nothing else', async () => {
    const { ann, bob } = await connected()
    for (const { connection } of [ann, bob]) {
      const [microphone, ...rest] = connection.getTransceivers()
      expect(microphone?.setCodecPreferences).toHaveBeenCalledOnce()
      expect(microphone?.setCodecPreferences.mock.calls[0]?.[0][0]).toMatchObject({ mimeType: 'audio/red' })
      for (const { setCodecPreferences } of rest) {
        expect(setCodecPreferences).toHaveBeenCalledOnce()
        expect(setCodecPreferences.mock.calls[0]?.[0][0]).toMatchObject({ mimeType: 'audio/opus' })
      }
    }
  })

  test('is a quick start of pictures, by what the other side says', async () => {
    const { link, connection } = start({ polite: true, offers: false })
    const { sdp } = description('offer', 'theirs', ['audio', 'video'])
    link.receive({ description: { type: 'offer', sdp: `${sdp}a=rtpmap:96 VP8/90000\r\n` } })
    await settled()
    expect(connection.remoteDescription?.sdp).toContain('\r\na=fmtp:96 x-google-start-bitrate=')
  })
})

describe('the picture of a camera', () => {
  const camera = (width: number, height: number) =>
    ({ kind: 'video', getSettings: () => ({ width, height }) }) as unknown as MediaStreamTrack
  const scalesOf = async ({ link, connection }: Started, track: MediaStreamTrack) => {
    const [, transceiver] = connection.getTransceivers()
    if (!transceiver) throw new Error('There is nothing to send a camera by.')
    const set = vi.spyOn(transceiver.sender, 'setParameters')
    link.send({ ...NO_TRACKS, camera: track }, NO_MEDIA)
    await settled()
    return set.mock.calls.map(([{ encodings }]) => encodings[0]?.scaleResolutionDownBy)
  }

  test('begins with 360 lines, upright ones too, and none with more than it has', async () => {
    const begun = () => start({ polite: true, offers: true })
    expect(await scalesOf(begun(), camera(1920, 1080))).toEqual([3])
    expect(await scalesOf(begun(), camera(720, 1280))).toEqual([2])
    expect(await scalesOf(begun(), camera(320, 180))).toEqual([1])
  })

  test('stays as it is tuned once the link is connected', async () => {
    const { bob } = await connected()
    expect(await scalesOf(bob, camera(1920, 1080))).toEqual([])
  })
})

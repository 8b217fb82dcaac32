/** What runs in the pages of relay-browsers.test.ts and relay-firefox.test.ts. Each function is handed to a page by itself. */

export interface RelayedCall {
  readonly connection: RTCPeerConnection
  /** Resolves when there is a remote description, without which candidates are not taken. */
  readonly described: Promise<void>
  readonly opened: Promise<string>
  readonly seen: Promise<void>
}

export interface Seen {
  /** What came on the data channel. */
  readonly greeting: string
  readonly local: string
  readonly remote: string
  readonly relayProtocol: string
  readonly framesDecoded: number
  readonly soundBytes: number
}

export interface CallOptions extends RTCConfiguration {
  readonly name: string
}

type CallWindow = Window & {
  call: RelayedCall
  /** Takes a candidate to the other page. */
  passOn(candidate: RTCIceCandidateInit): Promise<void>
}

/** Makes a connection with a moving picture, a sound and a data channel. */
export function prepare({ name, ...configuration }: CallOptions): void {
  const connection = new RTCPeerConnection(configuration)
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  let step = 0
  setInterval(() => {
    step += 20
    if (context) context.fillStyle = `hsl(${step % 360} 80% 50%)`
    context?.fillRect(0, 0, canvas.width, canvas.height)
  }, 50)
  const audio = new AudioContext()
  const sound = audio.createMediaStreamDestination()
  const oscillator = audio.createOscillator()
  oscillator.connect(sound)
  oscillator.start()
  const tracks = [...canvas.captureStream(20).getTracks(), ...sound.stream.getTracks()]
  for (const track of tracks) connection.addTrack(track)
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  document.body.append(canvas, video)
  const seen = new Promise<void>((resolve) => {
    connection.addEventListener('track', ({ track }) => {
      if (track.kind !== 'video') return
      video.srcObject = new MediaStream([track])
      // Two frames, so that one and the same picture is no proof.
      video.requestVideoFrameCallback(() => video.requestVideoFrameCallback(() => resolve()))
    })
  })
  const channel = connection.createDataChannel('greeting', { negotiated: true, id: 1 })
  channel.addEventListener('open', () => channel.send(`I am ${name}`))
  const opened = new Promise<string>((resolve) => {
    channel.addEventListener('message', ({ data }) => resolve(data))
  })
  const described = new Promise<void>((resolve) => {
    connection.addEventListener('signalingstatechange', () => connection.remoteDescription && resolve())
  })
  const it = window as unknown as CallWindow
  connection.addEventListener('icecandidate', ({ candidate }) => candidate && void it.passOn(candidate.toJSON()))
  it.call = { connection, described, opened, seen }
}

/** Gives the offer, or the answer to one. */
export async function describe(offer: string | undefined): Promise<string> {
  const { connection } = (window as unknown as CallWindow).call
  if (offer !== undefined) await connection.setRemoteDescription({ type: 'offer', sdp: offer })
  await connection.setLocalDescription()
  return connection.localDescription?.sdp ?? ''
}

/** Gives what `describe` gave with all candidates, for pages that cannot pass them on one by one. */
export async function withCandidates(): Promise<string> {
  const { connection } = (window as unknown as CallWindow).call
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }))
  }
  return connection.localDescription?.sdp ?? ''
}

export async function accept(answer: string): Promise<void> {
  await (window as unknown as CallWindow).call.connection.setRemoteDescription({ type: 'answer', sdp: answer })
}

export async function addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
  const { connection, described } = (window as unknown as CallWindow).call
  await described
  await connection.addIceCandidate(candidate)
}

/** Resolves when picture, sound and greeting are here, with the pair that they came by. */
export async function look(): Promise<Seen> {
  const { connection, opened, seen } = (window as unknown as CallWindow).call
  const [greeting] = await Promise.all([opened, seen])
  const read = async () => [
    ...((await connection.getStats()) as unknown as Map<string, Record<string, unknown>>).values(),
  ]
  let stats = await read()
  const of = (id: unknown) => stats.find((each) => each['id'] === id) ?? {}
  const inbound = (kind: string) => stats.find((each) => each['type'] === 'inbound-rtp' && each['kind'] === kind) ?? {}
  const soundBytes = () => Number(inbound('audio')['bytesReceived'] ?? 0)
  // The first picture may be here before the first sound.
  while (soundBytes() === 0) stats = await read()
  // The pair in use, which is not always one that was nominated already.
  const pair = of(stats.find((each) => each['type'] === 'transport')?.['selectedCandidatePairId'])
  const local = of(pair['localCandidateId'])
  return {
    greeting,
    local: String(local['candidateType']),
    remote: String(of(pair['remoteCandidateId'])['candidateType']),
    relayProtocol: String(local['relayProtocol']),
    framesDecoded: Number(inbound('video')['framesDecoded'] ?? 0),
    soundBytes: soundBytes(),
  }
}

export function isConnected(): boolean {
  const { connectionState } = (window as unknown as CallWindow).call.connection
  return connectionState === 'connected'
}

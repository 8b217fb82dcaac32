// Runs in both pages before any script of them: keeps their connections, and the file that is handed out,
// and can send bytes over a bare channel, which the page ignores.

window.bench = { connections: [], bareBytes: 0, saved: undefined }

window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...args) {
    super(...args)
    bench.connections.push(this)
    this.addEventListener('datachannel', ({ channel }) => {
      if (channel.label !== 'bench') return
      channel.binaryType = 'arraybuffer'
      channel.onmessage = ({ data }) => {
        bench.bareBytes += data.byteLength
        if (bench.bareBytes >= bench.bareEnd) channel.send('all')
      }
    })
  }
}

const { createObjectURL } = URL
URL.createObjectURL = (blob) => {
  bench.saved = blob
  return createObjectURL.call(URL, blob)
}

/** The browser is to keep no second copy. */
HTMLAnchorElement.prototype.click = () => {}

bench.connection = () => bench.connections.find(({ connectionState }) => connectionState === 'connected')

/** Sends so many bytes in chunks of that size, with as much in the buffer as files have. Resolves once the other page has them. */
bench.sendBare = async (bytes, chunk, high) => {
  const channel = bench.connection().createDataChannel('bench', { priority: 'low' })
  channel.bufferedAmountLowThreshold = high / 4
  await new Promise((resolve) => {
    channel.onopen = resolve
  })
  const done = new Promise((resolve) => {
    channel.onmessage = resolve
  })
  const data = new Uint8Array(chunk)
  for (let sent = 0; sent < bytes; sent += chunk) {
    channel.send(data)
    if (channel.bufferedAmount < high) continue
    await new Promise((resolve) => {
      channel.onbufferedamountlow = resolve
    })
  }
  await done
  channel.close()
}

/** How the call does: its latest round trip in seconds, and frames of the other person's camera so far. */
bench.call = async () => {
  let [roundTrip, frames] = [0, 0]
  for (const entry of (await bench.connection().getStats()).values()) {
    if (entry.type === 'remote-inbound-rtp') roundTrip = Math.max(roundTrip, entry.roundTripTime ?? 0)
    if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames = Math.max(frames, entry.framesDecoded ?? 0)
  }
  return { roundTrip, frames }
}

/** The SHA-256 of each so many bytes of the file that was handed out last. */
bench.hashes = async (step) => {
  const file = bench.saved
  const hashes = []
  for (let at = 0; at < file.size; at += step) {
    const part = await file.slice(at, at + step).arrayBuffer()
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', part))
    hashes.push([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
  }
  return hashes
}

// Runs in each page before any script of it: keeps its connections, shares the pretend camera for a screen, and tells how
// video is sent and received.

window.bench = { connections: [] }

window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...args) {
    super(...args)
    bench.connections.push(this)
  }
}

navigator.mediaDevices.getDisplayMedia = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 3840, height: 2160 } })
  // What the browser takes any screen for.
  for (const track of stream.getTracks()) track.contentHint = 'detail'
  return stream
}

/** Counters so far, of all connections together; the size is that of the largest picture that comes or goes. */
bench.look = async (type) => {
  const all = { links: 0, bytes: 0, frames: 0, width: 0, height: 0, cpu: 0, bandwidth: 0 }
  for (const connection of bench.connections.filter(({ connectionState }) => connectionState === 'connected')) {
    for (const entry of (await connection.getStats()).values()) {
      if (entry.type !== type || entry.kind !== 'video') continue
      const frames = entry.framesEncoded ?? entry.framesDecoded ?? 0
      if (frames > 0) all.links++
      all.bytes += entry.bytesSent ?? entry.bytesReceived ?? 0
      all.frames += frames
      all.cpu += entry.qualityLimitationDurations?.cpu ?? 0
      all.bandwidth += entry.qualityLimitationDurations?.bandwidth ?? 0
      if ((entry.frameWidth ?? 0) > all.width)
        Object.assign(all, { width: entry.frameWidth, height: entry.frameHeight })
    }
  }
  return all
}

/** How many frames the picture of each of the others has shown. */
bench.shown = () =>
  [...document.querySelectorAll('[data-testid="remote-video"]')].map(
    (video) => video.getVideoPlaybackQuality().totalVideoFrames,
  )

/** Has each link carry all that a call of two would, whatever the page makes of it. */
bench.withoutBudget = () => {
  const { setParameters } = RTCRtpSender.prototype
  RTCRtpSender.prototype.setParameters = function (parameters) {
    const full = { active: true, maxBitrate: 8_000_000, maxFramerate: 30, scaleResolutionDownBy: 1 }
    if (this.track?.kind === 'video') for (const encoding of parameters.encodings) Object.assign(encoding, full)
    return setParameters.call(this, parameters)
  }
}

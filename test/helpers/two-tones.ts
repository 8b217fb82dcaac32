import type { Page } from 'playwright'

declare global {
  interface Window {
    /** Sound of two channels, each with a tone of its own. */
    twoTones: () => MediaStreamTrack
  }
}

/** How high the tones are, of the left channel and of the right one. */
export const TWO_TONES = [500, 2_000] as const

/** Lets scripts of the page that come after this one have sound of two channels. */
export const makeTwoTones = (page: Page) =>
  page.addInitScript((tones) => {
    window.twoTones = () => {
      const context = new AudioContext()
      const output = new MediaStreamAudioDestinationNode(context, { channelCount: 2 })
      const both = new ChannelMergerNode(context, { numberOfInputs: 2 })
      both.connect(output)
      for (const [channel, frequency] of tones.entries()) {
        const tone = new OscillatorNode(context, { frequency })
        tone.connect(both, 0, channel)
        tone.start()
      }
      const [track] = output.stream.getAudioTracks()
      if (!track) throw new Error('There is no sound.')
      return track
    }
  }, TWO_TONES)

/** Has what is shared of a screen sound of another tone on each side. */
export async function shareTwoTones(page: Page): Promise<void> {
  await makeTwoTones(page)
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices)
    mediaDevices.getDisplayMedia = async (options) =>
      new MediaStream([...(await getDisplayMedia(options)).getVideoTracks(), window.twoTones()])
  })
}

/**
 * The frequency of the loudest that each channel of a sound from the other side has, rounded to whole hundreds: of the
 * microphone, which is the first of what a connection carries, or of a shared screen, which is the last.
 */
export const tonesOf = (page: Page, of: 'microphone' | 'screen') =>
  page.evaluate(
    async (index) => {
      const track = window.connections.at(-1)?.getTransceivers().at(index)?.receiver.track
      if (!track) return []
      const context = new AudioContext()
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 })
      context.createMediaStreamSource(new MediaStream([track])).connect(splitter)
      const ears = [0, 1].map((channel) => {
        const ear = new AnalyserNode(context, { fftSize: 4_096 })
        splitter.connect(ear, channel)
        return ear
      })
      const until = context.currentTime + 0.5
      while (context.currentTime < until) await new Promise(requestAnimationFrame)
      const tones = ears.map((ear) => {
        const loudness = new Float32Array(ear.frequencyBinCount)
        ear.getFloatFrequencyData(loudness)
        const loudest = loudness.indexOf(Math.max(...loudness))
        return Math.round((loudest * context.sampleRate) / ear.fftSize / 100) * 100
      })
      await context.close()
      return tones
    },
    of === 'microphone' ? 0 : -1,
  )

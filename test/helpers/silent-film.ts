/** Runs in the page: has the browser give no sound with a screen, on which there is a film. */
export const showSilentFilm = () => {
  const { mediaDevices } = navigator
  const getDisplayMedia = mediaDevices.getDisplayMedia.bind(mediaDevices)
  mediaDevices.getDisplayMedia = async (options) => {
    const stream = await getDisplayMedia({ ...options, audio: false })
    const [picture] = stream.getVideoTracks()
    const stats = { get: () => ({ deliveredFrames: 0.03 * performance.now() }) }
    if (picture) Object.defineProperty(picture, 'stats', stats)
    return stream
  }
}

import type { Quality } from '../../common/settings.js'

const pictures = (width: number, height: number, frameRate: number): MediaTrackConstraints => ({
  width: { ideal: width },
  height: { ideal: height },
  frameRate: { ideal: frameRate },
})

/** What is asked of the camera; one that has nothing like it gives what comes next to it. */
export const PICTURES: Record<Quality, MediaTrackConstraints> = {
  auto: pictures(1920, 1080, 30),
  high: pictures(1920, 1080, 30),
  saving: pictures(640, 360, 15),
}

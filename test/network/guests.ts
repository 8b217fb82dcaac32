import type { Page } from 'playwright'
import { moveTo } from '../e2e/support/move-to.js'
import type { BrowseOptions, Machines } from '../e2e/support/network.js'
import { join } from '../helpers/call-page.js'
import type { Machine } from '../helpers/namespaces.js'

/** How Bob comes to the host. */
export interface Guest {
  readonly name: string
  /** Whether he is seen and heard. */
  readonly isSeen: boolean
  /** Opens his page, ready to join at the host's address. */
  open(machines: Machines, machine: Machine, address: string, discovery: boolean): Promise<Page>
  join(page: Page): Promise<void>
}

const refuseDevices = (page: Page) =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })

/** Has the page draw what it films and make what it hears, for which the browser allows it no device, and hides its address. */
export const drawCamera = (page: Page) =>
  page.addInitScript(() => {
    const film = () => {
      const canvas = document.createElement('canvas')
      const brush = canvas.getContext('2d')
      let frames = 0
      setInterval(() => {
        if (brush) brush.fillStyle = `hsl(${(frames++ * 20) % 360} 80% 50%)`
        brush?.fillRect(0, 0, canvas.width, canvas.height)
      }, 100)
      return canvas.captureStream(10).getTracks()
    }
    const hum = () => {
      const context = new AudioContext()
      const sound = context.createMediaStreamDestination()
      const tone = context.createOscillator()
      tone.connect(sound)
      tone.start()
      // Pages make no sound before somebody presses something.
      document.addEventListener('click', () => void context.resume())
      return sound.stream.getTracks()
    }
    // The page is not to take it for a device that was unplugged.
    const beNoDevice = (track: MediaStreamTrack) => {
      const { deviceId: _, ...settings } = track.getSettings()
      track.getSettings = () => settings
      return track
    }
    navigator.mediaDevices.getUserMedia = async ({ audio, video } = {}) =>
      new MediaStream([...(audio ? hum() : []), ...(video ? film() : [])].map(beNoDevice))
  })

const onSecurePage = (options: BrowseOptions): Guest['open'] => {
  return (machines, machine, address) =>
    machines.browse(machine, `https://${address}:8443/standup`, { ignoreHTTPSErrors: true, ...options })
}

const joinAsBob = (page: Page) => join(page, 'Bob')

export const GUESTS: readonly Guest[] = [
  {
    name: 'own page',
    isSeen: true,
    async open(machines, machine, address, discovery) {
      await machines.host(machine, { discovery })
      const page = await machines.browse(machine, 'http://localhost:8080/', { whole: true })
      await moveTo(page, `${address}:8080`)
      return page
    },
    join: (page) => join(page, 'Bob', 'standup'),
  },
  {
    name: 'plain page',
    isSeen: false,
    open: (machines, machine, address) => machines.browse(machine, `http://${address}:8080/standup`),
    join: joinAsBob,
  },
  { name: 'secure page', isSeen: true, open: onSecurePage({}), join: joinAsBob },
  { name: 'refused camera', isSeen: false, open: onSecurePage({ prepare: refuseDevices }), join: joinAsBob },
]

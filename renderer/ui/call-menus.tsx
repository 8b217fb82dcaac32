import {
  Activity,
  Bell,
  Video as Camera,
  Check,
  Eye,
  EyeOff,
  FileUp,
  Grid2x2,
  Hand,
  Lock,
  LockOpen,
  type LucideIcon,
  Maximize,
  Mic,
  Minimize,
  Minus,
  PanelRight,
  PictureInPicture2,
  ScrollText,
  Settings,
  Stethoscope,
  Volume2,
} from 'lucide-preact'
import { REACTIONS } from '../../common/channels.js'
import type { Kind } from '../call/devices/capture.js'
import type { App } from '../state/app.js'
import type { DeviceControls } from '../state/device-controls.js'
import { choicesOf } from '../state/device-names.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { signsOf } from '../state/signs-of.js'
import * as css from './call-menus.module.css'
import { toggleFullScreen } from './full-screen.js'
import { isManaged } from './is-managed.js'
import { Menu, type MenuGroup, type MenuItem } from './Menu.js'
import { REACTION_ICONS } from './TileMarks.js'
import { playTestTone } from './test-tone.js'
import { useMedia } from './use-media.js'

const DEVICES: Record<Kind | 'output', LucideIcon> = { audio: Mic, video: Camera, output: Volume2 }
const PROCESSING = ['echoCancellation', 'noiseSuppression', 'autoGainControl', 'originalSound'] as const

interface Props {
  label: string
  close(): void
}

/** The devices of a kind to choose one; for sound also where it comes out, and what is done to it. */
export function DeviceMenu({ app, kind, ...menu }: Props & { app: App; kind: Kind }) {
  const { deviceControls: devices } = app
  if (kind === 'video') return <Menu items={deviceItems(devices, kind)} {...menu} />
  return (
    <Menu
      groups={[...soundGroups(devices), { headline: t('devices/processing'), items: processingItems(app) }]}
      {...menu}
    />
  )
}

function soundGroups(devices: DeviceControls): MenuGroup[] {
  const speakers = deviceItems(devices, 'output')
  const tone: MenuItem = {
    label: t('devices/test-tone'),
    Icon: Bell,
    onSelect: () => void playTestTone(devices.speaker.peek()),
  }
  return [
    { headline: t('start/microphone'), items: deviceItems(devices, 'audio') },
    ...(speakers.length > 0 ? [{ headline: t('devices/loudspeaker'), items: [...speakers, tone] }] : []),
  ]
}

const deviceItems = (devices: DeviceControls, kind: Kind | 'output'): MenuItem[] =>
  choicesOf(kind, devices.available(kind)).map(({ id, label }) => ({
    label,
    Icon: id === devices.inUse(kind) ? Check : DEVICES[kind],
    isChosen: id === devices.inUse(kind),
    onSelect: () => void devices.choose(kind, id),
  }))

/** Original sound is none of the others. */
function processingItems({ store }: App): MenuItem[] {
  const { person } = store
  const shown = person.originalSound ? (['originalSound'] as const) : PROCESSING
  return shown.map((name) => ({
    label: t(`devices/${name}`),
    Icon: person[name] ? Check : Minus,
    isOn: person[name],
    onSelect: () => void store.changePerson({ [name]: !person[name] }),
  }))
}

/**
 * What there is to do in a call beside what the bar has, and the devices where the bar has no room for their lists. The room of
 * a direct call is nobody else's anyway.
 */
export function MoreMenu({ app, goal, ...menu }: Props & { app: App; goal: Goal }) {
  const { deviceControls: devices } = app
  const hasDevices = useMedia('(max-width: 499px)')
  const items = [
    handItem(app),
    ...viewItems(app),
    ...(app.calling.peers.value.length > 0 && !isManaged(app, 'files')
      ? [{ label: t('files/send'), Icon: FileUp, onSelect: app.callView.files.open }]
      : []),
    { label: t('start/settings'), Icon: Settings, onSelect: () => void app.settings.open() },
    ...(goal.kind === 'room' ? [lockItem(app)] : []),
    { label: t('panels/help'), Icon: Stethoscope, onSelect: () => app.doctor.open() },
    { label: t('stats/title'), Icon: Activity, onSelect: app.statistics.open },
    { label: t('start/signaling-log'), Icon: ScrollText, onSelect: app.signalLog.open },
  ]
  const groups = [{ headline: t('start/camera'), items: deviceItems(devices, 'video') }, ...soundGroups(devices)]
  return (
    <Menu items={items} groups={hasDevices ? groups.filter((it) => it.items.length > 0) : []} {...menu}>
      <Reactions app={app} close={menu.close} />
    </Menu>
  )
}

function Reactions({ app, close }: { app: App; close: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu.
    <div class={css.reactions} role="group" aria-label={t('talk/react')}>
      {REACTIONS.map((reaction) => {
        const Icon = REACTION_ICONS[reaction]
        return (
          <button
            key={reaction}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-label={t(`talk/${reaction}`)}
            title={t(`talk/${reaction}`)}
            onClick={() => {
              close()
              signsOf(app).react(reaction)
            }}
          >
            <Icon size={20} aria-hidden="true" />
          </button>
        )
      })}
    </div>
  )
}

function handItem({
  calling: {
    outgoing: { hand },
  },
}: App): MenuItem {
  return {
    label: t(hand.value ? 'talk/lower-hand' : 'talk/raise-hand'),
    Icon: Hand,
    onSelect: () => {
      hand.value = !hand.value
    },
  }
}

function viewItems({ callView: { layout, isSelfHidden }, calling }: App): MenuItem[] {
  const isFull = document.fullscreenElement !== null
  const isGrid = layout.value === 'grid'
  const isHidden = isSelfHidden.value
  const full: MenuItem = {
    label: t(isFull ? 'panels/leave-full-screen' : 'panels/full-screen'),
    Icon: isFull ? Minimize : Maximize,
    onSelect: () => toggleFullScreen(document.documentElement),
  }
  if (calling.peers.value.length === 0) return [full]
  const change: MenuItem = {
    label: t(isGrid ? 'panels/speaker-layout' : 'panels/grid-layout'),
    Icon: isGrid ? PanelRight : Grid2x2,
    onSelect: () => {
      layout.value = isGrid ? 'speaker' : 'grid'
    },
  }
  const hide: MenuItem = {
    label: t(isHidden ? 'panels/show-self' : 'panels/hide-self'),
    Icon: isHidden ? Eye : EyeOff,
    onSelect: () => {
      isSelfHidden.value = !isHidden
    },
  }
  const small: MenuItem = {
    label: t('panels/picture-in-picture'),
    Icon: PictureInPicture2,
    onSelect: () => void showInPicture().catch(() => undefined),
  }
  return [full, change, hide, ...(document.pictureInPictureEnabled ? [small] : [])]
}

/** The largest of the others' pictures, or one's screen; a browser that does not let it shows nothing. */
async function showInPicture(): Promise<void> {
  const videos = [...document.querySelectorAll<HTMLVideoElement>('[data-testid^="remote-"]')]
  const shown = videos.filter(({ srcObject }) => srcObject !== null)
  const [largest] = shown.sort((one, other) => other.clientWidth - one.clientWidth)
  await largest?.requestPictureInPicture()
}

function lockItem({ calling }: App): MenuItem {
  const isLocked = calling.isLocked.value
  return {
    label: t(isLocked ? 'panels/unlock-room' : 'panels/lock-room'),
    Icon: isLocked ? LockOpen : Lock,
    onSelect: () => void calling.lock(!isLocked),
  }
}

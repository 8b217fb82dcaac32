import { lazy } from './lazy.js'

// What is fetched when it is first seen, or while the page is idle.

export const SettingsDialog = lazy(
  async () => (await import('./SettingsDialog.js')).SettingsDialog,
  ({ app }) => app.settings.close,
)
export const SignalLogPanel = lazy(async () => (await import('./SignalLogPanel.js')).SignalLogPanel)
export const StatsPanel = lazy(async () => (await import('./StatsPanel.js')).StatsPanel)

const occasional = () => import('./occasional.js')

export const AccessDialog = lazy(
  async () => (await occasional()).AccessDialog,
  ({ onClose }) => onClose,
)
export const AddressField = lazy(async () => (await occasional()).AddressField)
export const AfterCall = lazy(async () => (await occasional()).AfterCall)
export const CallLife = lazy(async () => (await occasional()).CallLife)
export const CallNews = lazy(async () => (await occasional()).CallNews)
export const CallNotes = lazy(async () => (await occasional()).CallNotes)
export const ChatPanel = lazy(async () => (await occasional()).ChatPanel)
export const ComputerMenu = lazy(
  async () => (await occasional()).ComputerMenu,
  ({ close }) => close,
)
export const CurrentHost = lazy(async () => (await occasional()).CurrentHost)
export const DoctorPanel = lazy(async () => (await occasional()).DoctorPanel)
export const HelpMenu = lazy(
  async () => (await occasional()).HelpMenu,
  ({ close }) => close,
)
export const LobbyLife = lazy(async () => (await occasional()).LobbyLife)
export const MissedCall = lazy(async () => (await occasional()).MissedCall)
export const DeviceMenu = lazy(
  async () => (await occasional()).DeviceMenu,
  ({ close }) => close,
)
export const DeviceNotice = lazy(async () => (await occasional()).DeviceNotice)
export const DevicePickers = lazy(async () => (await occasional()).DevicePickers)
export const DeviceTrouble = lazy(
  async () => (await occasional()).DeviceTrouble,
  ({ app }) => app.deviceControls.leaveTrouble,
)
export const MoreMenu = lazy(
  async () => (await occasional()).MoreMenu,
  ({ close }) => close,
)
export const MovingProblem = lazy(async () => (await occasional()).MovingProblem)
export const Notices = lazy(async () => (await occasional()).Notices)
export const NoNetwork = lazy(async () => (await occasional()).NoNetwork)
export const OtherTabDialog = lazy(
  async () => (await occasional()).OtherTabDialog,
  ({ tabs }) => tabs.dismiss,
)
export const PeoplePanel = lazy(async () => (await occasional()).PeoplePanel)
export const InviteLink = lazy(async () => (await occasional()).InviteLink)
export const MicrophoneLevel = lazy(async () => (await occasional()).MicrophoneLevel)
export const QualityMark = lazy(async () => (await occasional()).QualityMark)
export const PersonMenu = lazy(
  async () => (await occasional()).PersonMenu,
  ({ close }) => close,
)
export const QrCode = lazy(async () => (await occasional()).QrCode)
export const ShareLink = lazy(async () => (await occasional()).ShareLink)
export const TileMarks = lazy(async () => (await occasional()).TileMarks)
export const RingingTone = lazy(async () => (await occasional()).RingingTone)
export const ScreenTile = lazy(async () => (await occasional()).ScreenTile)
export const ChangedHostDialog = lazy(
  async () => (await occasional()).ChangedHostDialog,
  ({ app }) => app.moving.leaveChanged,
)
export const IncomingCallDialog = lazy(
  async () => (await occasional()).IncomingCallDialog,
  ({ app }) => app.decline,
)
export const InviteDialog = lazy(
  async () => (await occasional()).InviteDialog,
  ({ app }) => app.invitation.decline,
)
export const PasscodeDialog = lazy(
  async () => (await occasional()).PasscodeDialog,
  ({ app }) => app.passcodes.cancel,
)
export const RemoveDialog = lazy(
  async () => (await occasional()).RemoveDialog,
  ({ app }) => app.ownHost.keep,
)
export const ScreenPicker = lazy(
  async () => (await occasional()).ScreenPicker,
  ({ picker }) => picker.cancel,
)
export const SecureDoorDialog = lazy(
  async () => (await occasional()).SecureDoorDialog,
  ({ door }) => door.close,
)

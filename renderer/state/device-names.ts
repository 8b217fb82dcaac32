import type { Kind } from '../call/devices/capture.js'
import { t } from './language.js'

/** Devices to choose from; those that have no name of their own are named in words. */
export const choicesOf = (kind: Kind | 'output', devices: readonly Pick<MediaDeviceInfo, 'deviceId' | 'label'>[]) =>
  devices.map(({ deviceId, label }, index) => ({
    id: deviceId,
    label: plainName(label) || nameless(kind, String(index + 1)),
  }))

/** A device's name without the numbers of its maker and model that Chromium adds. */
export const plainName = (label: string) => label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '')

const nameless = (kind: Kind | 'output', number: string) =>
  kind === 'output' ? t('devices/output-device', { number }) : t(`call/${kind}-device`, { number })

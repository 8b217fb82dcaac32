import { msg } from '@hi18n/core'
import type { devices as english } from '../en/devices.js'

export const devices: typeof english = {
  'devices/audio-replaced': msg('Устройство «{was}» отключено; теперь микрофон — «{now}».'),
  'devices/audio-gone': msg('Устройство «{was}» отключено, а другого микрофона нет: вас не слышно.'),
  'devices/audio-back': msg('Устройство «{now}» снова подключено и снова служит микрофоном.'),
  'devices/audio-found': msg('Теперь микрофон — «{now}».'),
  'devices/video-replaced': msg('Устройство «{was}» отключено; теперь камера — «{now}».'),
  'devices/video-gone': msg('Устройство «{was}» отключено, а другой камеры нет: вас не видно.'),
  'devices/video-back': msg('Устройство «{now}» снова подключено и снова служит камерой.'),
  'devices/video-found': msg('Теперь камера — «{now}».'),
  'devices/output-replaced': msg('{was} больше нет; теперь собеседников слышно через системный динамик.'),
  'devices/output-gone': msg('{was} больше нет, а другого динамика нет: вы не слышите собеседников.'),
  'devices/output-back': msg('{now} снова здесь и снова используется как динамик.'),
  'devices/loudspeaker': msg('Динамик'),
  'devices/output-device': msg('Динамик {number}'),
  'devices/test-tone': msg('Воспроизвести пробный звук'),
  'devices/processing': msg('Звук микрофона'),
  'devices/echoCancellation': msg('Подавление эха'),
  'devices/noiseSuppression': msg('Подавление шума'),
  'devices/autoGainControl': msg('Автоматическая громкость'),
  'devices/originalSound': msg('Исходный звук'),
  'devices/originalSound-hint': msg(
    'Для музыки: стерео, если микрофон его даёт, без обработки, 256 кбит/с. Наденьте наушники, иначе другие услышат эхо.',
  ),
}

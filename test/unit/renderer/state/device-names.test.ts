import '../../../helpers/page-globals.js'
import { expect, test } from 'vitest'
import { choicesOf } from '../../../../renderer/state/device-names.js'
import { speak } from '../../../../renderer/state/language.js'

test('what can be chosen is told by its name, without the numbers of maker and model, or else by a number', async () => {
  await speak('en', [])
  const devices = [
    { deviceId: 'a', label: 'Camera 1' },
    { deviceId: 'b', label: 'HD Webcam (046d:0825)' },
    { deviceId: 'c', label: '' },
  ]
  expect(choicesOf('video', devices)).toEqual([
    { id: 'a', label: 'Camera 1' },
    { id: 'b', label: 'HD Webcam' },
    { id: 'c', label: 'Camera 3' },
  ])
})

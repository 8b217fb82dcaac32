import { expect, test } from 'vitest'
import { DISABLED_FEATURES, disableFeatures } from '../../../../main/app/chromium-features.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

/** Electron's command line, on which a switch that is appended again replaces the one before. */
function disabledOn(platform: NodeJS.Platform, named = '') {
  let value = named
  const commandLine = {
    getSwitchValue: () => value,
    appendSwitch: (_name: string, text: string) => {
      value = text
    },
  }
  disableFeatures(fakeElectron({ app: { commandLine } }), platform)
  return value.split(',')
}

test('each system has its features off, beside those that the command line names', () => {
  expect(disabledOn('linux')).toEqual(['WebRtcHideLocalIpsWithMdns'])
  expect(disabledOn('win32', 'Another')).toEqual(['Another', 'WebRtcHideLocalIpsWithMdns'])
  expect(disabledOn('darwin')).toEqual(['WebRtcHideLocalIpsWithMdns', 'TimeoutHangingVideoCaptureStarts'])
})

// A name that Chromium does not know turns nothing off, and says nothing.
test.each(DISABLED_FEATURES)('$name is told with where Chromium names it', ({ name, source }) => {
  expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/)
  expect(source).toMatch(/^(base|chrome|components|content|media|services|third_party)\/[\w/]+\.(cc|mm)$/)
})

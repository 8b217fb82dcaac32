import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDesktopEntry } from './desktop-entry.js'
import { ROOT } from './pack.js'
import { readPlist } from './plist.js'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
`
const plist = (content: string) => `${HEAD}<plist version="1.0">${content}</plist>`

test('the entitlements are those that the app needs, in a form that every reader takes', async () => {
  expect(readPlist(await readFile(join(ROOT, 'build', 'entitlements.mac.plist'), 'utf8'))).toEqual({
    'com.apple.security.cs.allow-jit': true,
    'com.apple.security.device.camera': true,
    'com.apple.security.device.audio-input': true,
  })
})

describe('a property list', () => {
  test('is read with all that may be in one', () => {
    const text = plist(
      '<dict><key>a</key><array><string>b &amp; c</string><integer>1</integer></array><key>d</key><false/></dict>',
    )
    expect(readPlist(text)).toEqual({ a: ['b & c', 1], d: false })
  })

  test.each([
    ['a comment before it', `${HEAD}<!-- why --><plist version="1.0"><dict/></plist>`],
    ['a comment in it', plist('<dict><!-- why --><key>a</key><true/></dict>')],
    ['a key twice', plist('<dict><key>a</key><true/><key>a</key><false/></dict>')],
    ['a value without a key', plist('<dict><true/></dict>')],
    ['a key without a value', plist('<dict><key>a</key></dict>')],
    ['something after it', `${plist('<dict/>')}<dict/>`],
    ['no dictionary', plist('<array/>')],
    ['no end', `${HEAD}<plist version="1.0"><dict>`],
  ])('is refused with %s', (_what, text) => {
    expect(() => readPlist(text)).toThrow()
  })
})

describe('a desktop entry', () => {
  const ENTRY = '[Desktop Entry]\nType=Application\nName=Lanline\nExec=lanline %U\n'
  test('is read by its groups', () => {
    expect(readDesktopEntry(`${ENTRY}Name[ru]=L\n`)).toEqual({
      'Desktop Entry': { Type: 'Application', Name: 'Lanline', 'Name[ru]': 'L', Exec: 'lanline %U' },
    })
  })

  test.each([
    'Colour=red',
    'Name=Twice',
    'Keywords=call;chat',
    'Terminal=no',
    'Icon[ru]=other',
    'nothing',
    '',
    '[Desktop Entry]',
  ])('is refused with %j', (line) => {
    expect(() => readDesktopEntry(`${ENTRY}${line}\n`)).toThrow()
  })
})

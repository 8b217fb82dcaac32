import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { LANGUAGE_TAGS } from '../../../common/language.js'
import { DEFAULT_SETTINGS, parseSettings, QUALITIES, Settings } from '../../../common/settings.js'

const STUN = { url: 'stun:192.168.1.5', username: '', credential: '' }
const TURN = { url: 'turn:example.org', username: 'ann', credential: 'secret' }
const ALL: Settings = {
  version: 2,
  person: {
    name: 'Ann',
    language: 'ru',
    audioDevice: 'a1',
    videoDevice: 'v1',
    outputDevice: 's1',
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    originalSound: true,
    quality: 'saving',
    ringSound: false,
    callSounds: false,
    mirrored: false,
    autoAnswer: [{ key: 'k'.repeat(43), name: 'Bob', camera: true }],
    iceServers: [STUN, TURN],
  },
  host: {
    port: 9090,
    passcode: 'sesame',
    discovery: false,
    relay: false,
    capacity: 5,
    pinned: '192.168.1.5',
    allowedOrigins: ['http://192.168.1.9:3000'],
  },
  app: { keepHosting: true, openAtLogin: true, muteShortcut: true, updateFeed: 'https://updates.example.org/lanline' },
}

const parsed = (kept: unknown) => parseSettings(JSON.stringify(kept))

test('settings come back as they were kept', () => {
  expect(parsed(ALL)).toEqual({ settings: ALL, isNewer: false })
})

test('the defaults ask nobody, keep nobody out, and are settings', () => {
  expect(v.parse(Settings, DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS)
  expect(DEFAULT_SETTINGS.person.iceServers).toEqual([])
  expect(DEFAULT_SETTINGS.person).not.toHaveProperty('language')
  expect(DEFAULT_SETTINGS.app).not.toHaveProperty('updateFeed')
  expect(DEFAULT_SETTINGS.host).not.toHaveProperty('passcode')
})

test('version 1 had the servers alone', () => {
  const { settings, isNewer } = parsed({ version: 1, iceServers: [STUN, TURN], person: { name: 'nobody' } })
  expect(settings).toEqual({
    ...DEFAULT_SETTINGS,
    person: { ...DEFAULT_SETTINGS.person, iceServers: [STUN, TURN] },
  })
  expect(isNewer).toBe(false)
})

test('of a newer version what fits is read', () => {
  const { language: _, ...person } = ALL.person
  const newer = { ...person, language: 'eo', quality: 'superb', pronouns: 'she' }
  expect(parsed({ ...ALL, version: 3, person: newer, more: [1] })).toEqual({
    settings: { ...ALL, person: { ...person, quality: 'auto' } },
    isNewer: true,
  })
})

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['something else', '[]'],
  ['null', 'null'],
  ['a text', '"settings"'],
  ['no version', JSON.stringify({ ...ALL, version: undefined })],
  ['a version of another kind', JSON.stringify({ ...ALL, version: '2' })],
  ['a version that never was', JSON.stringify({ ...ALL, version: 0 })],
])('where %s was kept there are the defaults', (_, text) => {
  expect(parseSettings(text)).toEqual({ settings: DEFAULT_SETTINGS, isNewer: false })
})

describe('a field that makes no sense is as by default, and the others stay:', () => {
  test.each<[keyof Settings['person'], unknown]>([
    ['name', 'x'.repeat(41)],
    ['name', 7],
    ['language', 'toString'],
    ['language', 'ru-RU'],
    ['language', 7],
    ['audioDevice', ''],
    ['videoDevice', ['v1']],
    ['quality', 'best'],
    ['ringSound', 'yes'],
    ['iceServers', [{ url: 'https://x', username: '', credential: '' }]],
    ['iceServers', [{ url: 'stun:x' }]],
    ['iceServers', Array.from({ length: 9 }, () => STUN)],
  ])('person.%s %j', (field, value) => {
    const { [field]: _, ...others } = ALL.person
    const { person, host } = parsed({ ...ALL, person: { ...ALL.person, [field]: value } }).settings
    expect(person).toEqual({ ...others, ...pick(DEFAULT_SETTINGS.person, field) })
    expect(host).toEqual(ALL.host)
  })

  test.each<[keyof Settings['host'], unknown]>([
    ['port', 80],
    ['port', 65_536],
    ['port', 8080.5],
    ['port', '8080'],
    ['passcode', ' '],
    ['passcode', 'x'.repeat(129)],
    ['discovery', 1],
    ['capacity', 9],
    ['pinned', '::1'],
    ['allowedOrigins', ['http://192.168.1.9:3000/page']],
    ['allowedOrigins', ['HTTP://X']],
    ['allowedOrigins', Array.from({ length: 33 }, () => 'http://x')],
  ])('host.%s %j', (field, value) => {
    const { [field]: _, ...others } = ALL.host
    const { person, host } = parsed({ ...ALL, host: { ...ALL.host, [field]: value } }).settings
    expect(host).toEqual({ ...others, ...pick(DEFAULT_SETTINGS.host, field) })
    expect(person).toEqual(ALL.person)
  })

  test.each<[keyof Settings['app'], unknown]>([
    ['keepHosting', null],
    ['openAtLogin', 'no'],
    ['updateFeed', 'file:///updates'],
    ['updateFeed', 'http://updates.example.org/'],
    ['updateFeed', 'http://192.168.1.5/'],
    ['updateFeed', 'updates.example.org'],
  ])('app.%s %j', (field, value) => {
    const { [field]: _, ...others } = ALL.app
    const { app } = parsed({ ...ALL, app: { ...ALL.app, [field]: value } }).settings
    expect(app).toEqual({ ...others, ...pick(DEFAULT_SETTINGS.app, field) })
  })

  test.each(['person', 'host', 'app'] as const)('all of %s', (part) => {
    for (const value of [undefined, null, [], 'x', 1]) {
      expect(parsed({ ...ALL, [part]: value }).settings).toEqual({ ...ALL, [part]: DEFAULT_SETTINGS[part] })
    }
  })
})

test('reading never throws, and gives settings whatever there was', () => {
  const part = fc.dictionary(
    fc.constantFrom('name', 'quality', 'iceServers', 'port', 'passcode', 'allowedOrigins', 'updateFeed', '__proto__'),
    fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.webUrl(), fc.integer()),
  )
  const almost = fc.record({ version: fc.integer({ min: -1, max: 4 }), person: part, host: part, app: part })
  const text = fc.oneof(
    fc.string(),
    fc.json({ maxDepth: 2 }),
    almost.map((kept) => JSON.stringify(kept)),
  )
  fc.assert(
    fc.property(text, (kept) => {
      const { settings } = parseSettings(kept)
      expect(v.parse(Settings, settings)).toEqual(settings)
    }),
  )
})

test('what is saved is read back', () => {
  const settings = fc.record({
    version: fc.constant(2),
    person: fc.record(
      {
        name: fc.string({ maxLength: 30, unit: 'grapheme' }),
        language: fc.constantFrom(...LANGUAGE_TAGS),
        audioDevice: fc.string({ minLength: 1, maxLength: 256 }),
        outputDevice: fc.string({ minLength: 1, maxLength: 256 }),
        echoCancellation: fc.boolean(),
        noiseSuppression: fc.boolean(),
        autoGainControl: fc.boolean(),
        originalSound: fc.boolean(),
        quality: fc.constantFrom(...QUALITIES),
        ringSound: fc.boolean(),
        callSounds: fc.boolean(),
        mirrored: fc.boolean(),
        autoAnswer: fc.array(
          fc.record({ key: fc.stringMatching(/^[\w-]{43}$/), name: fc.constantFrom('Bob', ''), camera: fc.boolean() }),
          { maxLength: 64 },
        ),
        iceServers: fc.array(fc.constantFrom(STUN, TURN), { maxLength: 8 }),
      },
      {
        requiredKeys: [
          'name',
          'echoCancellation',
          'noiseSuppression',
          'autoGainControl',
          'originalSound',
          'quality',
          'ringSound',
          'callSounds',
          'mirrored',
          'iceServers',
        ],
      },
    ),
    host: fc.record(
      {
        port: fc.integer({ min: 1024, max: 65_535 }),
        passcode: fc.string({ minLength: 1, maxLength: 128 }),
        discovery: fc.boolean(),
        relay: fc.boolean(),
        capacity: fc.integer({ min: 2, max: 8 }),
        pinned: fc.ipV4(),
        allowedOrigins: fc.array(fc.webAuthority().map((host) => new URL(`http://${host}`).origin)),
      },
      { requiredKeys: ['port', 'discovery', 'relay', 'capacity', 'allowedOrigins'] },
    ),
    app: fc.record(
      {
        keepHosting: fc.boolean(),
        openAtLogin: fc.boolean(),
        muteShortcut: fc.boolean(),
        updateFeed: fc.webUrl({ validSchemes: ['https'] }),
      },
      { requiredKeys: ['keepHosting', 'openAtLogin', 'muteShortcut'] },
    ),
  })
  fc.assert(
    fc.property(settings, (entered) => {
      const saved = v.safeParse(Settings, entered)
      fc.pre(saved.success)
      expect(parsed(saved.output).settings).toEqual(saved.output)
    }),
  )
})

/** The field with its default, and nothing where it has none. */
function pick<T extends object>(defaults: T, field: keyof T): Partial<T> {
  return field in defaults ? ({ [field]: defaults[field] } as Partial<T>) : {}
}

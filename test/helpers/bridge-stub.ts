import type { Page } from 'playwright'
import type { Bridge, BridgeCalls, BridgeEvents, KeptSettings } from '../../common/bridge.js'
import { BRIDGE_ARGUMENTS } from '../../common/bridge-arguments.js'
import { DEFAULT_SETTINGS, type SettingsPatch } from '../../common/settings.js'

/** A call that the page made of its bridge, and what it gave along. */
export type BridgeCall = [name: keyof BridgeCalls, argument: unknown]

/** What calls resolve with: one answer after the other, the last one from then on. Without any left a call rejects. */
export type BridgeAnswers = { [Call in keyof BridgeCalls]?: Awaited<ReturnType<BridgeCalls[Call]>>[] }

/** What the app tells of settings that nobody has changed. */
export const KEPT: KeptSettings = {
  settings: DEFAULT_SETTINGS,
  revision: 0,
  hasNewPasscode: false,
  keepsSecrets: true,
  managed: [],
  canOpenAtLogin: true,
}

declare global {
  interface Window {
    bridgeCalls: BridgeCall[]
    emitFromApp: (event: keyof BridgeEvents, payload: unknown) => void
  }
}

/**
 * Makes the page take itself for the one in the app. Its settings are the defaults, what it saves is kept, and other
 * calls for which there are no answers resolve with nothing. To be called before the page is loaded.
 */
export async function stubBridge(page: Page, answers: BridgeAnswers = {}): Promise<void> {
  const stub = ({
    calls,
    answers,
    kept,
  }: {
    calls: string[]
    answers: Record<string, unknown[]>
    kept: KeptSettings
  }) => {
    let { settings, revision } = kept
    const save = ({ person, host, app }: SettingsPatch) => {
      const merge = <T extends object>(part: T, fields = {}) => ({ ...part, ...fields })
      settings = {
        ...settings,
        person: merge(settings.person, person),
        host: merge(settings.host, host),
        app: merge(settings.app, app),
      }
      return { settings, revision: ++revision, kept: 'all' }
    }
    const listeners = new Map<string, Set<(payload: never) => void>>()
    const answer = async (call: string, argument: unknown) => {
      window.bridgeCalls.push([call as keyof BridgeCalls, argument])
      dispatchEvent(new CustomEvent(`bridge:${call}`, { detail: argument }))
      const left = answers[call]
      if (!left && call === 'saveSettings') return save(argument as SettingsPatch)
      if (left?.length === 0) throw new Error('The app failed.')
      return left && left.length > 1 ? left.shift() : left?.[0]
    }
    window.bridgeCalls = []
    window.emitFromApp = (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    }
    const bridge = Object.fromEntries(calls.map((call) => [call, (argument: unknown) => answer(call, argument)]))
    const on: Bridge['on'] = (event, listener) => {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
      return () => all.delete(listener)
    }
    window.lanline = { ...(bridge as unknown as BridgeCalls), on }
  }
  const all = { settings: [KEPT], ...answers }
  const [kept = KEPT] = all.settings
  await page.addInitScript(stub, { calls: Object.keys(BRIDGE_ARGUMENTS), answers: all, kept })
}

/** What the page has called so far, of these calls or of all. */
export async function bridgeCalls(page: Page, ...names: (keyof BridgeCalls)[]): Promise<BridgeCall[]> {
  const calls = await page.evaluate(() => window.bridgeCalls)
  return names.length === 0 ? calls : calls.filter(([name]) => names.includes(name))
}

/** Tells the page something, as the app does. */
export async function emitFromApp<E extends keyof BridgeEvents>(
  page: Page,
  event: E,
  payload?: BridgeEvents[E],
): Promise<void> {
  await page.evaluate(([event, payload]) => window.emitFromApp(event, payload), [event, payload] as const)
}

/**
 * Has the page ask for a screen as in the app: the person is given this to choose from, and gets a pretend screen for
 * what they choose. To be called after `stubBridge`.
 */
export async function stubScreens(page: Page, request: BridgeEvents['pick-screen']): Promise<void> {
  await page.addInitScript((request) => {
    const getDisplayMedia = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const choosing = new Promise((resolve) => {
        addEventListener('bridge:pickScreen', (event) => resolve((event as CustomEvent).detail), { once: true })
      })
      window.emitFromApp('pick-screen', request)
      // What Electron makes of no choice.
      if (!(await choosing)) throw new DOMException('Error starting capture', 'AbortError')
      return getDisplayMedia(options)
    }
  }, request)
}

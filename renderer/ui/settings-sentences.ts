import type { SettingsNotice, UpdateStatus } from '../../common/bridge.js'
import type { IceTestResult } from '../call/ice-test.js'
import { t } from '../state/language.js'

/** What became of the settings. */
export function noticeSentence(notice: SettingsNotice): string {
  switch (notice.kind) {
    case 'set-aside':
    case 'unreadable':
      return t(`settings/notice-${notice.kind}`, { file: notice.file })
    case 'newer':
      return t('settings/notice-newer')
    case 'secrets-lost':
      return t('settings/notice-passwords-lost')
  }
}

/** How the new version of the app stands. */
export function updateSentence({ state, version }: UpdateStatus): string {
  return version === undefined ? t('settings/update-no-versions') : t(`settings/update-${state}`, { version })
}

/** What asking a server came to. */
export function testSentence(result: IceTestResult): string {
  switch (result.kind) {
    case 'seen':
    case 'relay':
      return t(`settings/test-${result.kind}`, { address: result.address })
    case 'error':
      return errorSentence(result.code, result.text)
    case 'not-taken':
      return t('settings/server-not-taken')
    default:
      return t(`settings/test-${result.kind}`)
  }
}

function errorSentence(status: number, text: string): string {
  const code = String(status)
  const detail = text === '' ? t('settings/error-code', { code }) : t('settings/error-code-and-text', { code, text })
  return t(errorId(status), { detail })
}

/** STUN error codes (RFC 8489, section 14.8; RFC 8656, section 19), and 701 where there was no contact. */
function errorId(code: number) {
  switch (code) {
    case 401:
    case 403:
    case 441:
      return 'settings/test-refused'
    case 486:
    case 508:
      return 'settings/test-full'
    case 701:
      return 'settings/test-no-contact'
    default:
      return 'settings/test-error'
  }
}

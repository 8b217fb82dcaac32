import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { whenIdle } from '../state/idle.js'
import { speakOfLater, t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'

type Fetch = () => Promise<void>

/** How long the page is left alone with what it begins with. */
const SETTLE_MS = 2_000

/** Between attempts to fetch what is shown, or goes on in a call without being seen. */
const RETRY_MS = 5_000

const unfetched = new Set<Fetch>()

/**
 * A component that is fetched when it is first shown, or before that while the page is idle. Until it is there nothing is
 * shown; where it cannot be fetched, that, and a way to try again, which it does by itself too: in a dialog where `closeOf`
 * says what closes it.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  closeOf?: (props: Props) => () => void,
): ComponentType<Props> {
  const component = signal<{ readonly type?: ComponentType<Props> | undefined }>({})
  const hasFailed = signal(false)
  let fetching: Promise<void> | undefined

  const fetch: Fetch = () => {
    fetching ??= Promise.all([load(), speakOfLater()])
      .then(([type]) => {
        component.value = { type }
        unfetched.delete(fetch)
      })
      .catch((error) => {
        console.warn('A part of the page could not be fetched:', error)
        hasFailed.value = true
        fetching = undefined
      })
    return fetching
  }
  unfetched.add(fetch)

  return function Lazy(props: Props) {
    useEffect(() => {
      whenIdle(() => void fetch())
    }, [])
    const { type: Component } = component.value
    if (Component) return <Component {...props} />
    return hasFailed.value ? <Missing onRetry={fetch} onClose={closeOf?.(props)} /> : null
  }
}

/** Fetches, one after the other, all that was not shown yet, so that it opens at once and also when the host is gone. */
export function fetchWhileIdle(): void {
  const next = () => {
    const [fetch] = unfetched
    if (!fetch) return
    unfetched.delete(fetch)
    void fetch().then(() => whenIdle(next))
  }
  setTimeout(() => whenIdle(next), SETTLE_MS)
}

function Missing({ onRetry, onClose }: { onRetry: Fetch; onClose: (() => void) | undefined }) {
  useEffect(() => {
    const timer = setInterval(onRetry, RETRY_MS)
    return () => clearInterval(timer)
  }, [onRetry])
  const content = (
    <>
      <p role="alert">{t('problems/part-missing')}</p>
      <button type="button" class={buttons.primary} onClick={() => void onRetry()}>
        {t('action/try-again')}
      </button>
    </>
  )
  if (!onClose) return content
  return (
    <Dialog title={t('problems/part-missing-title')} place="middle" onClose={onClose}>
      {content}
    </Dialog>
  )
}

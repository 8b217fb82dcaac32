import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatEntry } from '../state/chat.js'

/** As far from the end as one still counts as being there: sizes are rounded, and a line may be half in sight. */
const NEAR_PX = 24

/**
 * Keeps whoever is at the end of a conversation there as it grows, and whoever reads older messages where they are, until
 * they write something themselves. `hasNews`: messages came that are not in sight.
 */
export function useReading(entries: readonly ChatEntry[]) {
  const log = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const [hasNews, setNews] = useState(false)
  const goToEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  const last = entries.at(-1)
  useLayoutEffect(() => {
    if (isAtEnd.current || last?.isOwn) goToEnd()
  }, [entries])
  useLayoutEffect(() => {
    if (!isAtEnd.current && last?.author !== undefined && !last.isOwn) setNews(true)
  }, [last?.id])
  const onScroll = ({ currentTarget }: preact.TargetedEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget
    isAtEnd.current = scrollHeight - scrollTop - clientHeight <= NEAR_PX
    if (isAtEnd.current) setNews(false)
  }
  return { log, onScroll, hasNews, goToEnd }
}

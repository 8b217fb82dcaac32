import { Lock } from 'lucide-preact'

/** Closes a line of small print with that, or why, one does not just get in. */
export function LockNote({ children }: { children: string }) {
  return (
    <>
      {' · '}
      <Lock size={13} aria-hidden="true" /> {children}
    </>
  )
}

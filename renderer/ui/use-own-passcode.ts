import { useEffect, useState } from 'preact/hooks'
import type { App } from '../state/app.js'

/** What the operator's own host asks people for; undefined where it asks for nothing, or the page is not the operator's. */
export function useOwnPasscode({ host, ownHost, passcodes }: App): string | undefined {
  const [passcode, setPasscode] = useState<string>()
  const facts = ownHost.facts.value
  const isAsked = facts?.hasPasscode && host.isAtOwn.value && ownHost.operator.value !== undefined
  // The facts come anew with each change of the passcode.
  useEffect(() => {
    if (isAsked) passcodes.tell(location.origin).then(setPasscode, reportError)
  }, [passcodes, isAsked, facts])
  return isAsked ? passcode : undefined
}

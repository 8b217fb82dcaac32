import { useEffect, useState } from 'preact/hooks'

const RESTS_AFTER_MS = 3_000
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const

/** True once the person has touched neither mouse, screen nor keyboard for a while. */
export function useRestingPointer(): boolean {
  const [isResting, setResting] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wake = () => {
      setResting(false)
      clearTimeout(timer)
      timer = setTimeout(() => setResting(true), RESTS_AFTER_MS)
    }
    wake()
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, wake)
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, wake)
    }
  }, [])
  return isResting
}

import { useMemo } from 'preact/hooks'
import { encode } from 'uqr'
import { t } from '../state/language.js'
import * as css from './QrCode.module.css'

/** Light modules around the code, as ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4

/** A link as a QR code, for the camera of a phone. Black on white in every colour scheme, since not all readers invert. */
export function QrCode({ link }: { link: string }) {
  const { size, path } = useMemo(() => draw(link), [link])
  return (
    <svg class={css.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('host/qr-code-of', { link })}>
      <path d={path} shape-rendering="crispEdges" />
    </svg>
  )
}

function draw(link: string): { size: number; path: string } {
  const { data, size } = encode(link, { border: QUIET_ZONE })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: dark.join('') }
}

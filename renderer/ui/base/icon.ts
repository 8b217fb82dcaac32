import { h, type SVGAttributes } from 'preact'

/** What lucide-preact tells of an icon. */
interface IconData {
  readonly node: readonly (readonly [tag: string, attributes: Record<string, string>])[]
}

type Props = SVGAttributes<SVGSVGElement> & { size?: number }

const LOOK = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 2,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const

/** Makes an icon's component; in place of that of lucide-preact, which weighs as much as twenty icons. */
export default function createIcon({ node }: IconData) {
  return ({ size = 24, ...props }: Props) =>
    h(
      'svg',
      { width: size, height: size, ...LOOK, ...props },
      node.map(([tag, attributes]) => h(tag, attributes)),
    )
}

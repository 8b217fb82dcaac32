import { expect, test } from 'vitest'
import { personColor } from '../../../../renderer/ui/person-color.js'

/** CSS Color 4, section 10.2, from OKLCH to linear sRGB, and of that the luminance by WCAG 2.2. */
function luminanceOf(color: string): number {
  const [lightness = 0, chroma = 0, hue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => Math.min(1, Math.max(0, channel)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('people have colors of their own, the same each time, on which white can be read', () => {
  const names = ['Ann', 'Bob', 'Cem', 'Дана', '은지', '👩‍👩‍👧', '']
  const colors = names.map(personColor)
  expect(new Set(colors).size).toBe(names.length)
  expect(names.map(personColor)).toEqual(colors)
  for (const color of colors) expect(1.05 / (luminanceOf(color) + 0.05)).toBeGreaterThanOrEqual(4.5)
})

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Fonts that a machine may have, and no others. */
const FONT_SETS = {
  /** Debian's default fonts: wide letters, and none for Korean. */
  dejavu: { folders: ['/usr/share/fonts/truetype/dejavu'], packages: 'fonts-dejavu-core' },
  /** What many Linux desktops show, with Chinese, Japanese and Korean. */
  noto: {
    folders: ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/opentype/noto'],
    packages: 'fonts-noto-core and fonts-noto-cjk',
  },
} as const

export type FontSet = keyof typeof FONT_SETS

/** Why no browser can be launched with these fonts alone, or undefined where one can. */
export function fontsMissing(set: FontSet): string | undefined {
  const { folders, packages } = FONT_SETS[set]
  return folders.every((folder) => existsSync(folder)) ? undefined : `${packages} are not installed`
}

/** The path of a fontconfig file (fonts-conf(5)) that knows these fonts alone, and chooses among them as the system does. */
export function fontConfig(set: FontSet): string {
  const folder = join(tmpdir(), `lanline-fonts-${set}`)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  const folders = FONT_SETS[set].folders.map((it) => `<dir>${it}</dir>`)
  const rules = '<include ignore_missing="yes">/etc/fonts/conf.d</include>'
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${folders.join('')}${rules}<cachedir>${folder}</cachedir></fontconfig>`,
  )
  return file
}

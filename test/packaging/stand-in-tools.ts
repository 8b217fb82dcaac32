import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * In place of the programs that electron-builder would download to make installers: shell scripts that keep what they
 * are told in a folder, STAND_IN_CONTENTS, and make files with nothing in them. Each function writes its tools and
 * resolves with the environment in which electron-builder takes them.
 */

/** Lays out what would be in the .deb, and what dpkg would run, in a folder named as the .deb. */
const FPM = `#!/bin/sh -e
for argument; do
  if [ "$previous" = --package ]; then package=$argument; fi
  previous=$argument
done
: > "$package"
contents=$STAND_IN_CONTENTS/$(basename "$package")
mkdir "$contents"
for argument; do
  if [ "$previous" = --after-install ]; then cp "$argument" "$contents/after-install"; fi
  previous=$argument
  case "$argument" in
    *=/*)
      target=$contents\${argument#*=}
      mkdir -p "$(dirname "$target")"
      cp -R "\${argument%%=*}" "$target"
      ;;
  esac
done
`

/** Lays out what would be in the AppImage, in a folder named as that. */
const MKSQUASHFS = `#!/bin/sh -e
cp -R "$1" "$STAND_IN_CONTENTS/$(basename "$2")"
: > "$2"
`

/** Keeps its arguments, one a line, and its script, for the installer or, before it, for what uninstalls. */
const MAKENSIS = `#!/bin/sh -e
kind=installer
for argument; do
  case "$argument" in
    '-XOutFile "'*) file=\${argument#*\\"} file=\${file%\\"} ;;
    -DBUILD_UNINSTALLER) kind=uninstaller ;;
  esac
done
contents=$STAND_IN_CONTENTS/$(basename "$file")
mkdir -p "$contents"
printf '%s\\n' "$@" > "$contents/$kind.arguments"
cat > "$contents/$kind.nsi"
: > "$file"
`

/** Runs an installer that is made only to write the program that uninstalls, beside itself. */
const WINE = `#!/bin/sh -e
: > "\${1%exe}__uninstaller.exe"
`

const SEVEN_ZIP = `#!/bin/sh -e
for argument; do
  case "$argument" in
    *.7z | *.zip) : > "$argument" ;;
  esac
done
`

async function writeTool(script: string, ...path: string[]): Promise<string> {
  const file = join(...path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, script, { mode: 0o755 })
  return file
}

export async function writeLinuxTools(directory: string, contents: string): Promise<NodeJS.ProcessEnv> {
  const appImage = join(directory, 'appimage-tools')
  await mkdir(contents)
  await writeTool(MKSQUASHFS, appImage, 'mksquashfs')
  await writeTool('', appImage, 'desktop-file-validate')
  for (const architecture of ['x64', 'arm64']) {
    await mkdir(join(appImage, 'lib', architecture), { recursive: true })
    await writeTool('', appImage, 'runtimes', `runtime-${architecture}`)
  }
  return {
    APPIMAGE_TOOLS_PATH: appImage,
    CUSTOM_FPM_PATH: await writeTool(FPM, directory, 'fpm'),
    STAND_IN_CONTENTS: contents,
  }
}

export async function writeWindowsTools(directory: string, contents: string): Promise<NodeJS.ProcessEnv> {
  const [nsis, wine] = [join(directory, 'nsis'), join(directory, 'wine')]
  await mkdir(contents)
  await writeTool(MAKENSIS, nsis, 'makensis')
  await writeTool('', nsis, 'elevate.exe')
  await mkdir(join(nsis, 'plugins'))
  await writeTool(WINE, wine, 'bin', 'wine')
  for (const name of ['lib', 'wine-home']) await mkdir(join(wine, name))
  return {
    ...(await writeSevenZip(directory)),
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: nsis,
    ELECTRON_BUILDER_WINE_TOOLSET_DIR: wine,
    STAND_IN_CONTENTS: contents,
  }
}

export const writeSevenZip = async (directory: string): Promise<NodeJS.ProcessEnv> => ({
  ELECTRON_BUILDER_7ZIP_PATH: await writeTool(SEVEN_ZIP, directory, '7za'),
})

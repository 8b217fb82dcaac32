import { expectPictureMoves, expectWaiting, join } from '../../helpers/call-page.js'
import type { ElectronApps, LaunchedApp } from './electron-apps.js'
import { moveTo } from './move-to.js'

/** Ann and Bob in a call at Ann's host, each with an app of their own. */
export async function callOfTwo(apps: ElectronApps): Promise<[ann: LaunchedApp, bob: LaunchedApp]> {
  const [ann, bob] = [await apps.launch(), await apps.launch()]
  await moveTo(bob.page, new URL(ann.page.url()).host)
  await join(ann.page, 'Ann', 'standup')
  await expectWaiting(ann.page)
  await join(bob.page, 'Bob', 'standup')
  await expectPictureMoves(ann.page)
  return [ann, bob]
}

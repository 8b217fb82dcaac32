import { msg } from '@hi18n/core'
import type { talk as english } from '../en/talk.js'

export const talk: typeof english = {
  'talk/muted-press': msg('마이크가 꺼져 있습니다. M을 누르거나 스페이스 바를 누르고 계세요'),
  'talk/muted-tap': msg('마이크가 꺼져 있습니다. 눌러서 켜세요'),
}

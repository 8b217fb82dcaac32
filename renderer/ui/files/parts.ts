import { lazy, lazyInCall } from '../lazy.js'

// What is seen of files is fetched with the first call.

export const FileNews = lazyInCall(async () => (await import('./file-parts.js')).FileNews)
export const FilePanel = lazy(async () => (await import('./file-parts.js')).FilePanel)

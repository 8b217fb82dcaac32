import { lazy } from '../lazy.js'

// What is seen of files is fetched while the page is idle, or with the first call.

export const FileNews = lazy(async () => (await import('./file-parts.js')).FileNews)
export const HostFiles = lazy(async () => (await import('./file-parts.js')).HostFiles)
export const FilePanel = lazy(async () => (await import('./file-parts.js')).FilePanel)

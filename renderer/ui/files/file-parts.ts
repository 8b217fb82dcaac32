// All that is seen of files.

export { FileNews } from './FileNews.js'
export { FilePanel } from './FilePanel.js'
export { HostFiles } from './HostFiles.js'

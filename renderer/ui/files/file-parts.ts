// All that is seen of files, fetched at a call.

export { FileNews } from './FileNews.js'
export { FilePanel } from './FilePanel.js'

/** Hands the browser a text to keep as a file. */
export function saveAsFile(text: string, name: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Browsers have read what they need once the press has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url))
}

/** Such as `lanline-signaling-20261112-101530.txt`, in the time of this machine. */
export function datedName(name: string, ending: string): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString()
  return `${name}-${local.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.${ending}`
}

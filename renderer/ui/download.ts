/** Hands the browser a text to keep as a file. */
export function saveAsFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Browsers have read what they need once the press has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url))
}

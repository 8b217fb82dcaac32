/** Has the browser download this under that name. Gives what does it again, and what ends that: a download that goes on is none the worse. */
export function handOut(blob: Blob, name: string): { again: () => void; release: () => void } {
  const url = URL.createObjectURL(blob)
  const again = () => {
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
  }
  again()
  return { again, release: () => URL.revokeObjectURL(url) }
}

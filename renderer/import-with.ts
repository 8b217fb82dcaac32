const fetches = new Map<string, Promise<void>>()

/** Imports a part of the page once its styles are there, and with it what it imports. Vite calls this for each `import()`. */
export async function importWith<Part>(load: () => Promise<Part>, files: readonly string[] = []): Promise<Part> {
  await Promise.all(files.map(fetchOnce))
  return load()
}

/** What could not be fetched is fetched anew when it is wanted again. */
function fetchOnce(file: string): Promise<void> {
  const fetching = fetches.get(file) ?? fetchFile(`/${file}`)
  fetches.set(file, fetching)
  fetching.catch(() => fetches.delete(file))
  return fetching
}

function fetchFile(href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve()
  const link = document.createElement('link')
  link.rel = isStyle(href) ? 'stylesheet' : 'modulepreload'
  link.href = href
  return new Promise((resolve, reject) => {
    link.onload = () => resolve()
    link.onerror = async () => {
      link.remove()
      if (!isStyle(href) && (await isThere(href))) resolve()
      else reject(new Error(`${href} could not be fetched`))
    }
    document.head.append(link)
  })
}

const isStyle = (href: string) => href.endsWith('.css')

/** Firefox reports an error for the preload of a module that it has loaded already. */
const isThere = (href: string) =>
  fetch(href).then(
    ({ ok }) => ok,
    () => false,
  )

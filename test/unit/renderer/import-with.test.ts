import { afterEach, expect, test, vi } from 'vitest'
import { importWith } from '../../../renderer/import-with.js'

/** A page's head, and what is asked for there. */
class Head {
  readonly links: Record<string, unknown>[] = []
  readonly append = (link: Record<string, unknown>) => void this.links.push(link)

  readonly document = {
    head: this,
    createElement: () => {
      const link: Record<string, unknown> = { remove: () => this.links.splice(this.links.indexOf(link), 1) }
      return link
    },
    querySelector: (selector: string) => this.links.find(({ href }) => selector === `link[href="${href}"]`) ?? null,
  }

  /** Lets what is asked for arrive, or fail. */
  settle(how: 'onload' | 'onerror'): void {
    for (const link of [...this.links]) (link[how] as (() => void) | undefined)?.()
  }
}

const page = () => {
  const head = new Head()
  vi.stubGlobal('document', head.document)
  return head
}

afterEach(() => vi.unstubAllGlobals())

test('a part is imported once its styles and its scripts are there', async () => {
  const head = page()
  const load = vi.fn(async () => 'part')
  const importing = importWith(load, ['assets/one.css', 'assets/one.js'])
  expect(head.links).toMatchObject([
    { rel: 'stylesheet', href: '/assets/one.css' },
    { rel: 'modulepreload', href: '/assets/one.js' },
  ])
  expect(load).not.toHaveBeenCalled()
  head.settle('onload')
  expect(await importing).toBe('part')
})

test('a file that several parts need, or that the page has, is asked for once', async () => {
  const head = page()
  head.append({ href: '/assets/index.css' })
  const importing = ['a', 'b'].map((part) => importWith(async () => part, ['assets/two.css', 'assets/index.css']))
  expect(head.links.map(({ href }) => href)).toEqual(['/assets/index.css', '/assets/two.css'])
  head.settle('onload')
  expect(await Promise.all(importing)).toEqual(['a', 'b'])
  expect(await importWith(async () => 'c', ['assets/two.css'])).toBe('c')
  expect(head.links).toHaveLength(2)
})

test('what could not be fetched is asked for anew when it is wanted again', async () => {
  const head = page()
  const load = vi.fn(async () => 'part')
  const failing = importWith(load, ['assets/three.css'])
  head.settle('onerror')
  await expect(failing).rejects.toThrow('/assets/three.css')
  expect(load).not.toHaveBeenCalled()
  expect(head.links).toEqual([])
  const again = importWith(load, ['assets/three.css'])
  head.settle('onload')
  expect(await again).toBe('part')
})

test('a script that the browser has already, and does not preload again, keeps no part away', async () => {
  const head = page()
  const fetched = vi.fn(async () => new Response())
  vi.stubGlobal('fetch', fetched)
  const importing = importWith(async () => 'part', ['assets/four.js'])
  head.settle('onerror')
  expect(await importing).toBe('part')
  expect(fetched).toHaveBeenCalledWith('/assets/four.js')
})

test.each([
  ['the host does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the host has no such file', async () => new Response(null, { status: 404 })],
])('a part fails where its script cannot be had: %s', async (_, answer) => {
  const head = page()
  const load = vi.fn(async () => 'part')
  vi.stubGlobal('fetch', answer)
  const failing = importWith(load, ['assets/five.js'])
  head.settle('onerror')
  await expect(failing).rejects.toThrow('/assets/five.js')
  expect(load).not.toHaveBeenCalled()
})

test('a part without files of its own is imported at once', async () => {
  page()
  expect(await importWith(async () => 'part')).toBe('part')
})

import { onTestFinished, vi } from 'vitest'

/** A node as Preact uses one; nobody sees it. */
class FakeNode {
  parentNode: FakeNode | null = null
  readonly childNodes: FakeNode[] = []
  readonly style = { setProperty(): void {} }
  readonly attributes: Record<string, string> = {}
  data = ''
  readonly #listeners = new Map<string, (event: object) => void>()

  constructor(readonly localName: string) {}

  get ownerDocument() {
    return document
  }

  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null
  }

  get nextSibling(): FakeNode | null {
    const siblings = this.parentNode?.childNodes ?? []
    return siblings[siblings.indexOf(this) + 1] ?? null
  }

  contains = (node: FakeNode | null): boolean => node !== null && (node === this || this.contains(node.parentNode))
  appendChild = (node: FakeNode) => this.insertBefore(node, null)

  insertBefore(node: FakeNode, before: FakeNode | null): void {
    node.remove()
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node)
    node.parentNode = this
  }

  removeChild(node: FakeNode): void {
    node.remove()
  }

  remove(): void {
    this.parentNode?.childNodes.splice(this.parentNode.childNodes.indexOf(this), 1)
    this.parentNode = null
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value
  }

  removeAttribute(name: string): void {
    delete this.attributes[name]
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, listener)
  }

  removeEventListener(type: string): void {
    this.#listeners.delete(type)
  }

  /** As a press of it. */
  click(): void {
    this.#listeners.get('click')?.call(this, { type: 'click' })
  }
}

/** Gives what components can be rendered into, until the test is over. */
export function fakeDocument(): Element {
  const create = (name: string) => new FakeNode(name)
  vi.stubGlobal('document', {
    createElement: create,
    createElementNS: (_namespace: string, name: string) => create(name),
    createTextNode: (data: string) => Object.assign(create('#text'), { data }),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return create('div') as unknown as Element
}

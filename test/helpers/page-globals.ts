import { vi } from 'vitest'

// What modules of the page read while they are loaded; to be imported before them. All files of tests share these, so that
// they are there for good, also after one that has taken its own stand-ins away again.
Object.assign(globalThis, {
  location: new URL('http://localhost:8080/'),
  history: { replaceState: vi.fn() },
  document: { hasFocus: () => true },
  addEventListener: vi.fn(),
})

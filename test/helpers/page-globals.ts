import { vi } from 'vitest'

// What modules of the page read while they are loaded; to be imported before them.
vi.stubGlobal('location', new URL('http://localhost:8080/'))
vi.stubGlobal('history', { replaceState: vi.fn() })
vi.stubGlobal('document', { hasFocus: () => true })
vi.stubGlobal('addEventListener', vi.fn())

import { describe, expect, test } from 'vitest'
import { readEnvironment } from '../../../../main/app/environment.js'

describe('readEnvironment', () => {
  test.each([{}, { LANLINE_PORT: '', LANLINE_PAGE_URL: '' }])('asks for nothing in %j', (variables) => {
    expect(readEnvironment(variables, false)).toEqual({})
  })

  test.each(['0', '8080', '65535'])('reads port %s', (port) => {
    expect(readEnvironment({ LANLINE_PORT: port }, true)).toEqual({ port: Number(port) })
  })

  test.each(['65536', '-1', '80.5', '0x50', ' 80', 'eighty'])('refuses port %j', (port) => {
    expect(() => readEnvironment({ LANLINE_PORT: port }, true)).toThrow(
      `LANLINE_PORT takes a whole number from 0 to 65535, not "${port}".`,
    )
  })

  test('takes the page from elsewhere, though never in a packaged app', () => {
    const variables = { LANLINE_PAGE_URL: 'http://localhost:5173/' }
    expect(readEnvironment(variables, false)).toEqual({ pageUrl: 'http://localhost:5173/' })
    expect(readEnvironment(variables, true)).toEqual({})
  })

  test.each(['localhost:5173', 'file:///page.html', 'nowhere'])('refuses the page %j', (url) => {
    expect(() => readEnvironment({ LANLINE_PAGE_URL: url }, false)).toThrow('LANLINE_PAGE_URL takes the address')
  })
})

import { test } from './fixtures.js'
import type { NewPage } from './people.js'

/** How the tests of a file open their pages. To be called once in it. */
export function pageOpener(): NewPage {
  let newPage: NewPage
  test.beforeEach(({ newPage: ofTest }) => {
    newPage = ofTest
  })
  return (...look) => newPage(...look)
}

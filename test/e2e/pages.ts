import { type NewPage, test } from './fixtures.js'

/** How the tests of a file open their pages. To be called once in it. */
export function pageOpener(): NewPage {
  let newPage: NewPage
  test.beforeEach(({ newPage: ofTest }) => {
    newPage = ofTest
  })
  return (...look) => newPage(...look)
}

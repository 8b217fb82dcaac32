import { expect, test } from 'vitest'
import { localUrl, urlsAt } from '../../../../main/host/page-urls.js'

test.each([
  [undefined, 'http://localhost:8080/'],
  ['0.0.0.0', 'http://localhost:8080/'],
  ['::', 'http://localhost:8080/'],
  ['127.0.0.1', 'http://127.0.0.1:8080/'],
  ['fd00::7', 'http://[fd00::7]:8080/'],
])('bound to %s, the page is opened on the machine itself at %s', (bound, url) => {
  expect(localUrl(bound, 8080)).toBe(url)
})

const LAN = ['192.168.1.5', '10.0.0.7']

test.each([
  [undefined, ['https://192.168.1.5:8443/', 'https://10.0.0.7:8443/']],
  ['0.0.0.0', ['https://192.168.1.5:8443/', 'https://10.0.0.7:8443/']],
  ['::', ['https://192.168.1.5:8443/', 'https://10.0.0.7:8443/']],
  ['::1', ['https://192.168.1.5:8443/', 'https://10.0.0.7:8443/']],
  ['fd00::7', ['https://[fd00::7]:8443/']],
])('bound to %s, others open it at %j', (bound, urls) => {
  expect(urlsAt('https', LAN, bound, 8443)).toEqual(urls)
})

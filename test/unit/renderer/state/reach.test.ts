import '../../../helpers/page-globals.js'
import { computed, signal } from '@preact/signals-core'
import { expect, test } from 'vitest'
import type { HostConnection, HostView } from '../../../../renderer/state/host-connection.js'
import type { OwnHost } from '../../../../renderer/state/own-host.js'
import { Reach } from '../../../../renderer/state/reach.js'

const FIRST = 'http://192.168.1.2:8080'
const NEW = 'http://192.168.1.5:8081'

function start() {
  const view = signal<HostView>({ origin: FIRST, state: 'connected' })
  const isAtOwn = computed(() => view.value.origin === location.origin)
  const facts = signal({ addresses: ['192.168.1.7', '10.0.0.7'], port: 8080 })
  const reach = new Reach({ view, isAtOwn } as unknown as HostConnection, { facts } as unknown as OwnHost)
  const links = () => [reach.inviteTo('standup'), reach.inviteTo(undefined), reach.address]
  return { view, facts, links }
}

test('the link to give away is that of the host at which the call is, also once another takes its place', () => {
  const { view, links } = start()
  expect(links()).toEqual([`${FIRST}/standup`, `${FIRST}/`, '192.168.1.2:8080'])
  view.value = { origin: FIRST, state: 'reconnecting' }
  expect(links().slice(0, 2)).toEqual([undefined, undefined])
  view.value = { origin: NEW, state: 'connected' }
  expect(links()).toEqual([`${NEW}/standup`, `${NEW}/`, '192.168.1.5:8081'])
})

test('where this computer takes the place it is that of the best of its own addresses, as they are now', () => {
  const { view, facts, links } = start()
  view.value = { origin: location.origin, state: 'connected' }
  expect(links()).toEqual(['http://192.168.1.7:8080/standup', 'http://192.168.1.7:8080/', '192.168.1.7:8080'])
  facts.value = { ...facts.value, addresses: ['10.0.0.7'] }
  expect(links()).toEqual(['http://10.0.0.7:8080/standup', 'http://10.0.0.7:8080/', '10.0.0.7:8080'])
  facts.value = { ...facts.value, addresses: [] }
  expect(links()).toEqual([undefined, undefined, undefined])
})

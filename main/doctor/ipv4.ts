import { BlockList, isIPv4 } from 'node:net'

const BITS = 32

/** The network of an address such as `192.168.1.5/24`: `192.168.1.0/24`. */
export function networkOf(cidr: string): string {
  const [address = '', prefix = ''] = cidr.split('/')
  const size = 2 ** (BITS - Number(prefix))
  const number = address.split('.').reduce((high, byte) => high * 256 + Number(byte), 0)
  const first = number - (number % size)
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`
}

/** Whether an address lies in a network such as `192.168.1.0/24` or is that very address; undefined for other texts. */
export function isInNetwork(address: string, network: string): boolean | undefined {
  const [first = '', prefix = String(BITS)] = network.split('/')
  if (!isIPv4(first) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > BITS) return undefined
  const list = new BlockList()
  list.addSubnet(first, Number(prefix))
  return list.check(address)
}

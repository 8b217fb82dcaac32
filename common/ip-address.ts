/** Node gives IPv4 addresses of a socket that is bound to `::` as IPv6 ones (RFC 4291, section 2.5.5.2). */
export const withoutMapping = (address: string) => address.replace(/^::ffff:(?=[\d.]+$)/i, '')

/** Whether an IP address leads to the machine itself, whichever that is. */
export const isLoopback = (address: string) => address === '::1' || withoutMapping(address).startsWith('127.')

/** As a URL has it: an IPv6 address stands in brackets (RFC 3986, section 3.2.2). */
export const inUrl = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** Whether whoever binds an IP address binds all that the machine has. */
export const isWildcard = (address: string) => address === '0.0.0.0' || address === '::'

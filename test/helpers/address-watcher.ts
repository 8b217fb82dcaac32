import { LanAddresses } from '../../main/lan/lan-addresses.js'

/** Prints this machine's addresses, and again whenever they are others. */
const addresses = await LanAddresses.start()
const print = () => process.stdout.write(`${JSON.stringify(addresses.all)}\n`)
print()
addresses.onChange(print)
// Looking alone keeps no process alive.
process.stdin.resume()

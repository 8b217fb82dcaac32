import type { Packet } from '../../../../../main/doctor/firewall/firewall.js'

/** Somebody's first packet to the port of a host, by its Wi-Fi. */
export const PACKET: Packet = {
  protocol: 'tcp',
  port: 8080,
  interface: 'wlan0',
  source: '192.168.1.5',
  destination: '192.168.1.5',
}

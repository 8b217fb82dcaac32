import { msg } from '@hi18n/core'

// What the doctor finds on the computer that it runs on: each finding has a title, which says what is so, and an advice.

export const findings = {
  'findings/all-well': msg('Nothing is in the way, as far as this computer can tell.'),
  'findings/all-well-advice': msg('If somebody still cannot join, check the network on their computer too.'),
  // {subjects} lists some of the following: "the firewall, port 8080".
  'findings/checked': msg('What was looked at: {subjects}.'),
  // The headline of the same list.
  'findings/looked-at': msg('What was looked at'),
  'findings/unchecked': msg('What could not be looked at here: {subjects}.'),
  'findings/subject-network': msg('the network'),
  'findings/subject-port': msg('port {port}'),
  'findings/subject-firewall': msg('the firewall'),
  'findings/subject-clock': msg('the clock'),
  'findings/subject-certificate': msg('the certificate'),
  'findings/subject-hosts': msg('other hosts'),
  // What hosts tell of themselves on the network, so that they are found.
  'findings/subject-announcements': msg('announcements'),
  // By which network the traffic goes.
  'findings/subject-route': msg('the route'),

  'findings/no-network': msg('This computer is on no network.'),
  'findings/no-network-advice': msg('Connect it to a Wi-Fi or plug in a cable. Until then nobody else can join.'),

  'findings/port-taken': msg('Port {port} is taken by another program.'),
  // {process} is the name of a program, {pid} the number by which the system knows it.
  'findings/port-taken-by': msg('Port {port} is taken by {process} (process {pid}).'),
  'findings/port-taken-advice': msg(
    'Lanline takes the next free port instead, and links with the old one lead elsewhere: give others the address that Lanline shows, or quit that program and start Lanline again.',
  ),

  // {interface} is what the system calls a network connection, such as tun0.
  'findings/vpn-default-route': msg('A VPN seems to carry the traffic of this computer ({interface}).'),
  'findings/vpn-default-route-advice': msg(
    'Others on this network may not reach this computer. Pause the VPN, or allow access to the local network in it; some call that split tunnelling.',
  ),
  'findings/vpn-default-route-advice-address': msg(
    'Calls on this network still work by {address}. If they do not, pause the VPN, or allow access to the local network in it; some call that split tunnelling.',
  ),

  'findings/multicast-blocked': msg('What hosts announce on the network (mDNS) does not get through at {address}.'),
  'findings/multicast-blocked-advice': msg(
    'Hosts are not found by themselves: join by address, link or QR code. Guests whose browser has no camera may get no picture and no sound. To mend both, let UDP port 5353 through the firewall.',
  ),

  // {firewall} is the name of a program, such as Windows Firewall.
  'findings/firewall-likely': msg('The firewall of this computer ({firewall}) likely keeps others out.'),
  'findings/firewall-likely-public': msg('Windows takes this network for a public one; go on only where you trust it.'),
  // {ports} is one, or several as in "8080 and 8443". The command to enter stands below.
  'findings/firewall-likely-advice': msg('To let others in on port {ports}, enter this in a terminal.'),
  'findings/firewall-likely-advice-administrator': msg(
    'To let others in on port {ports}, enter this in a terminal that was opened as administrator.',
  ),
  'findings/firewall-likely-advice-restart': msg(
    'To let others in on port {ports}, enter this in a terminal; it holds until the computer starts anew.',
  ),

  // {neighbour} is what another computer calls itself, which was asked to try it; {ports} as before.
  'findings/shut-out': msg('{neighbour}, on the same network, does not reach this computer on port {ports}.'),
  'findings/shut-out-advice': msg(
    'So others cannot join. The firewall of this computer keeps them out, which any command below mends, or the access point keeps devices apart, as guest networks do: use another Wi-Fi or a cable.',
  ),

  // {name} is a person, at whose computer others could join.
  'findings/host-unreachable': msg('{name} announces itself at {address}:{port}, but does not answer.'),
  'findings/host-unreachable-unnamed': msg('A host announces itself at {address}:{port}, but does not answer.'),
  'findings/host-unreachable-advice': msg(
    'Check the network on that computer: its firewall may keep others out. Or the access point keeps devices apart, as guest networks do: use another Wi-Fi or a cable.',
  ),

  'findings/no-ice-pair': msg('The host answers, but no connection to {peer} comes about.'),
  'findings/no-ice-pair-unnamed': msg('The host answers, but no connection to the other person comes about.'),
  'findings/no-ice-pair-advice': msg(
    'Guest networks keep devices apart (“client isolation”): use another Wi-Fi or a cable. Or a firewall, on either computer, blocks UDP: check the network on both.',
  ),
  'findings/no-ice-pair-advice-relay': msg(
    'The host’s relay answers here, and still nothing gets through to them: a firewall on their computer, or on the way, lets no call through. Check the network there.',
  ),

  'findings/path-narrow': msg(
    'Small messages reach the host, large ones do not, and no connection to {peer} comes about.',
  ),
  // MTU is how networks call the largest size of a packet.
  'findings/path-narrow-advice': msg(
    'Something on the way, such as a VPN or a router, lets only small packets through and does not say so. Pause the VPN, use another network, or set the MTU of this computer’s network connection to 1280.',
  ),

  'findings/addresses-hidden': msg('The browsers hide their addresses, and no connection to {peer} comes about.'),
  'findings/addresses-hidden-advice': msg(
    'Allow camera or microphone on both sides: browsers tell their addresses then. A plain http page has to go to the secure page for that.',
  ),
  // Where only one of the two browsers does.
  'findings/addresses-hidden-here': msg('This browser hides its address, and no connection to {peer} comes about.'),
  'findings/addresses-hidden-advice-here': msg(
    'Allow camera or microphone here: browsers tell their addresses then. A plain http page has to go to the secure page for that. Where that does not help, check the network on both computers.',
  ),
  'findings/addresses-hidden-there': msg('The browser of {peer} hides its address, and no connection comes about.'),
  'findings/addresses-hidden-advice-there': msg(
    'Ask them to allow camera or microphone: browsers tell their addresses then. A plain http page has to go to the secure page for that. Where that does not help, check the network on both computers.',
  ),

  'findings/udp-blocked': msg('No UDP gets through between here and {peer}.'),
  'findings/udp-blocked-advice': msg(
    'Pictures and sound go over TCP through the host instead, and may lag. To mend that, let UDP through the firewall on both computers, or use another Wi-Fi or a cable.',
  ),

  'findings/packets-lost': msg('The network loses packets: {percent} % between here and {peer}.'),
  'findings/packets-lost-advice': msg(
    'Pictures stutter and sound breaks off. Go nearer to the access point, use a cable, or stop what else is using the network.',
  ),

  // These are dates with the time of day.
  'findings/clock-behind': msg('The clock of this computer is wrong: it says {now}.'),
  'findings/clock-behind-advice': msg(
    'This Lanline was made later, on {built}. Set date and time in the settings of the system, then start Lanline again: browsers take no certificate from another time.',
  ),

  // These are dates with the time of day.
  'findings/certificate-clock': msg('The clock of this computer is likely wrong: it says {now}.'),
  'findings/certificate-clock-advice': msg(
    'The certificate of this host is good from {notBefore} to {notAfter}. Set date and time in the settings of the system, then start Lanline again.',
  ),

  // The first line of a report: {version} is Lanline's, {os} a system such as "Windows NT 10.0", {time} as 2026-11-12T10:15:00Z.
  'findings/report-head': msg('Lanline {version} on {os}, {time}'),
  // For {os}, where the browser does not say.
  'findings/unknown-system': msg('a system that does not tell its name'),

  // The panel that shows them.
  'findings/title': msg('Findings'),
  'findings/checking': msg('Checking… This takes up to 3 seconds.'),
  'findings/checking-network': msg('Checking the network'),
  'findings/done': msg('The check is done.'),
  'findings/count': msg('{count, plural, one {# finding.} other {# findings.}}'),
  'findings/unanswered': msg('The host did not answer the question; try again.'),
  'findings/unanswered-count': msg(
    'The host did not answer the question; try again. From this page: {count, plural, one {# finding.} other {# findings.}}',
  ),
  // “Check my network” is the button start/check-network.
  'findings/page-sees-nothing': msg(
    'From this page nothing is in the way. The computer that hosts can look closer: press “Check my network” there.',
  ),
  'findings/check-again': msg('Check again'),
  'findings/copy-command': msg('Copy command'),
  'findings/leave-addresses-out': msg('Leave addresses out'),
  'findings/copy-report': msg('Copy report'),
  // Saves the findings together with the logs.
  'findings/save-report': msg('Save report'),
  'findings/report-not-saved': msg('The report could not be saved. Choose another place.'),
}

export type FindingVocabulary = typeof findings

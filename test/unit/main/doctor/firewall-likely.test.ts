import { describe, expect, test } from 'vitest'
import { firewallLikely } from '../../../../main/doctor/firewall-likely.js'
import { fakeSystem, LAN, type Readings } from '../../../helpers/fake-system.js'

/** What is found of 8080 and 8443. */
async function found(readings: Readings) {
  const [finding, ...others] = await firewallLikely(fakeSystem(readings), [LAN], [8080, 8443])
  expect(others).toEqual([])
  return finding
}

const facts = async (readings: Readings) => (await found(readings))?.facts

test('without an address, or a port, there is nothing to keep out', async () => {
  expect(await firewallLikely(fakeSystem(), [], [8080])).toEqual([])
  expect(await firewallLikely(fakeSystem(), [LAN], [])).toEqual([])
})

describe('ufw', () => {
  const USER_RULES = `*filter
:ufw-user-input - [0:0]
:ufw-user-limit - [0:0]
:ufw-user-limit-accept - [0:0]
### RULES ###

### tuple ### limit tcp 22 0.0.0.0/0 any 0.0.0.0/0 in
-A ufw-user-input -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --set
-A ufw-user-input -p tcp --dport 22 -m conntrack --ctstate NEW -m recent --update --seconds 30 --hitcount 6 -j ufw-user-limit
-A ufw-user-input -p tcp --dport 22 -j ufw-user-limit-accept
`
  const END = `
### END RULES ###
-A ufw-user-limit -m limit --limit 3/minute -j LOG --log-prefix "[UFW LIMIT BLOCK] "
-A ufw-user-limit -j REJECT
-A ufw-user-limit-accept -j ACCEPT
COMMIT
`
  const ufw = (rules?: string, policy = 'DROP'): Readings => ({
    files: {
      '/etc/ufw/ufw.conf': '# Set to yes to start on boot.\nENABLED=yes\nLOGLEVEL=low\n',
      '/etc/default/ufw': `IPV6=yes\nDEFAULT_INPUT_POLICY="${policy}"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\n`,
      ...(rules !== undefined && { '/etc/ufw/user.rules': USER_RULES + rules + END }),
    },
  })

  test('keeps others out by default, and these commands let them in', async () => {
    expect(await found(ufw(''))).toEqual({
      code: 'firewall-likely',
      facts: { firewall: 'ufw', ports: '8080, 8443' },
      commands: [
        'sudo ufw allow proto tcp from 192.168.1.0/24 to any port 8080,8443',
        'sudo ufw allow proto udp from 192.168.1.0/24 to any port 5353,32768:60999',
      ],
    })
  })

  test('likely does so where its rules may not be read', async () => {
    expect(await facts(ufw())).toEqual({ firewall: 'ufw', ports: '8080, 8443' })
  })

  test.each([
    [
      `### tuple ### allow tcp 8080,8443 0.0.0.0/0 any 192.168.1.0/24 in
-A ufw-user-input -p tcp -m multiport --dports 8080,8443 -s 192.168.1.0/24 -j ACCEPT`,
      undefined,
    ],
    [
      `### tuple ### allow any 8080 0.0.0.0/0 any 0.0.0.0/0 in
-A ufw-user-input -p tcp --dport 8080 -j ACCEPT
-A ufw-user-input -p udp --dport 8080 -j ACCEPT`,
      '8443',
    ],
    [
      `### tuple ### allow any any 0.0.0.0/0 any 10.0.0.0/8 in
-A ufw-user-input -s 10.0.0.0/8 -j ACCEPT`,
      '8080, 8443',
    ],
    [
      `### tuple ### allow tcp 8000:9000 0.0.0.0/0 any 0.0.0.0/0 in_eth0
-A ufw-user-input -i eth0 -p tcp -m multiport --dports 8000:9000 -j ACCEPT`,
      '8080, 8443',
    ],
  ])('goes by the rules that were added: %s', async (rules, ports) => {
    expect((await facts(ufw(rules)))?.['ports']).toBe(ports)
  })

  test('keeps nobody out where it lets all in, or is off', async () => {
    expect(await found(ufw('', 'ACCEPT'))).toBeUndefined()
    expect((await facts(ufw('-A ufw-user-input -p tcp --dport 8443 -j DROP', 'ACCEPT')))?.['ports']).toBe('8443')
    const files = { '/etc/ufw/ufw.conf': 'ENABLED=no\n' }
    expect(await found({ files, outputs: { 'iptables -S': '-P INPUT ACCEPT\n' } })).toBeUndefined()
  })
})

describe('firewalld', () => {
  const zone = (name: string, fields: Record<string, string>) =>
    [
      name,
      ...Object.entries({
        target: 'default',
        'icmp-block-inversion': 'no',
        interfaces: '',
        sources: '',
        services: 'dhcpv6-client ssh',
        ports: '',
        protocols: '',
        forward: 'yes',
        masquerade: 'no',
        'forward-ports': '',
        'source-ports': '',
        'icmp-blocks': '',
        'rich rules': '',
        ...fields,
      }).map(([field, value]) => `  ${field}: ${value}`),
      '\trule family="ipv4" source address="192.168.9.0/24" accept',
    ].join('\n')
  const firewalld = (...zones: string[]): Readings => ({
    outputs: {
      'firewall-cmd --state': 'running\n',
      'firewall-cmd --get-default-zone': 'public\n',
      'firewall-cmd --list-all-zones': `${zones.join('\n\n')}\n\n`,
    },
  })

  test('keeps others out, and these commands let them in', async () => {
    expect(
      await found(
        firewalld(zone('drop', { target: 'DROP' }), zone('public (default, active)', { interfaces: 'wlan0' })),
      ),
    ).toEqual({
      code: 'firewall-likely',
      facts: { firewall: 'firewalld', ports: '8080, 8443' },
      commands: [
        'sudo firewall-cmd --permanent --zone=public --add-port=8080/tcp --add-port=8443/tcp --add-port=32768-60999/udp --add-service=mdns',
        'sudo firewall-cmd --reload',
      ],
    })
  })

  test.each([
    ['lets in the ports of the zone', { interfaces: 'eth0 wlan0', ports: '8443/tcp 8080/tcp' }, undefined],
    ['lets in a range of them', { interfaces: 'wlan0', ports: '1025-65535/udp 1025-65535/tcp' }, undefined],
    ['keeps out those of UDP alone', { interfaces: 'wlan0', ports: '8080/udp 8000-8442/tcp 443/tcp' }, '8443'],
    ['lets all in where it trusts the interface', { interfaces: 'wlan0', target: 'ACCEPT' }, undefined],
    ['lets all in where it trusts the network', { sources: '10.0.0.0/8 192.168.0.0/16', target: 'ACCEPT' }, undefined],
    ['goes by the default zone for others', { interfaces: 'eth0', target: 'ACCEPT' }, '8080, 8443'],
  ])('%s', async (_, fields, ports) => {
    expect((await facts(firewalld(zone('home (active)', fields), zone('public', {}))))?.['ports']).toBe(ports)
  })

  test('is passed over where it does not run', async () => {
    const outputs = { 'firewall-cmd --state': 'not running\n', 'iptables -S': '-P INPUT DROP\n' }
    expect(await facts({ outputs })).toEqual({ firewall: 'iptables', ports: '8080, 8443' })
  })
})

describe('the packet filter', () => {
  const CLOSED = JSON.stringify({
    nftables: [
      { chain: { family: 'inet', table: 'filter', name: 'input', type: 'filter', hook: 'input', policy: 'drop' } },
    ],
  })

  test('is that of iptables or nftables, whichever keeps others out', async () => {
    expect(await facts({ outputs: { 'iptables -S': '-P INPUT ACCEPT\n', 'nft -j list ruleset': CLOSED } })).toEqual({
      firewall: 'nftables',
      ports: '8080, 8443',
    })
    expect(await facts({ outputs: { 'nft -j list ruleset': CLOSED } })).toEqual({
      firewall: 'nftables',
      ports: '8080, 8443',
    })
    expect(await found({ outputs: { 'iptables -S': '-P INPUT ACCEPT\n' } })).toBeUndefined()
  })

  test('is not known where only root may read it', async () => {
    await expect(found({})).rejects.toThrow('packet filter')
  })
})

describe('Windows', () => {
  const PROGRAM = 'C:\\Program Files\\Lanline\\Lanline.exe'
  const POLICY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy'
  const heading = (title: string, state: string) => `\r\n${title}: \r\n${'-'.repeat(70)}\r\n${state}\r\n`
  const ENGLISH = ['Domain', 'Private', 'Public'].map((name) => heading(`${name} Profile Settings`, 'State      ON'))
  const GERMAN = ['Domänenprofil', 'Privates Profil', 'Öffentliches Profil'].map((name) =>
    heading(`${name}-Einstellungen`, 'Status     EIN'),
  )

  interface Windows {
    /** What netsh says of each profile. */
    profiles?: string[]
    /** The place in it of the one in force. */
    current?: number
    key?: string
    settings?: string
    rules?: string[]
  }
  const windows = ({
    profiles = ENGLISH,
    current = 1,
    key = 'StandardProfile',
    settings = 'EnableFirewall    REG_DWORD    0x1',
    rules = [],
  }: Windows): Readings => ({
    platform: 'win32',
    program: PROGRAM,
    outputs: {
      'netsh.exe advfirewall show currentprofile state': `${profiles[current] ?? ''}Ok.\r\n\r\n`,
      'netsh.exe advfirewall show allprofiles state': `${profiles.join('')}Ok.\r\n\r\n`,
      [`reg.exe query ${POLICY}\\${key}`]: `\r\n${POLICY}\\${key}\r\n    ${settings}\r\n\r\n${POLICY}\\${key}\\Logging\r\n`,
      [`reg.exe query ${POLICY}\\FirewallRules`]: [
        '',
        `${POLICY}\\FirewallRules`,
        '    CoreNet-ICMP4-DUFRAG-In    REG_SZ    v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=1|ICMP4=3:4|App=System|Name=@FirewallAPI.dll,-25110|',
        '    {0BD1}    REG_SZ    v2.31|Action=Allow|Active=TRUE|Dir=In|Profile=Private|Name=@{Microsoft.Store}|LUOwn=S-1-5-21|AppPkgId=S-1-15-2|',
        '    DeliveryOptimization-TCP-In    REG_SZ    v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=7680|App=%SystemRoot%\\system32\\svchost.exe|Svc=dosvc|',
        ...rules.map((rule, index) => `    {F1AA-${index}}    REG_SZ    v2.31|${rule}|`),
        '',
      ].join('\r\n'),
    },
  })
  const ALLOW = 'Action=Allow|Active=TRUE|Dir=In|Protocol=6'
  const APP = `App=${PROGRAM.toLowerCase()}`

  test('keeps others out by default, and these commands let them in', async () => {
    expect(await found(windows({}))).toEqual({
      code: 'firewall-likely',
      facts: { firewall: 'Windows Firewall', ports: '8080, 8443', profile: 'Private' },
      commands: [
        'netsh advfirewall firewall add rule name="Lanline" dir=in action=allow protocol=TCP localport=8080,8443 profile=private',
        `netsh advfirewall firewall add rule name="Lanline" dir=in action=allow protocol=UDP program="${PROGRAM}" profile=private`,
      ],
    })
  })

  test.each([
    ['off', 'EnableFirewall    REG_DWORD    0x0', undefined],
    ['on', 'EnableFirewall    REG_DWORD    0x1', '8080, 8443'],
    [
      'open by default',
      'EnableFirewall    REG_DWORD    0x1\r\n    DefaultInboundAction    REG_DWORD    0x0',
      undefined,
    ],
    [
      'shut by default',
      'EnableFirewall    REG_DWORD    0x1\r\n    DefaultInboundAction    REG_DWORD    0x1',
      '8080, 8443',
    ],
  ])('goes by its settings: %s', async (_, settings, ports) => {
    expect((await facts(windows({ settings })))?.['ports']).toBe(ports)
  })

  test.each([
    ['of the program', [`${ALLOW}|Profile=Private|${APP}|Name=Lanline|Defer=User`], undefined],
    ['of the ports', [`${ALLOW}|LPort=8080|LPort=8443|Name=Lanline`], undefined],
    ['of a range of ports', [`${ALLOW}|LPort2_10=8000-8442|Name=Lanline`], '8443'],
    ['of any protocol', [`Action=Allow|Active=TRUE|Dir=In|RA4=LocalSubnet|${APP}`], undefined],
    ['that may be about others', [`${ALLOW}|RA4=192.168.0.0/255.255.0.0|${APP}`], undefined],
    ['that is off', [`Action=Allow|Active=FALSE|Dir=In|Protocol=6|${APP}`], '8080, 8443'],
    ['of another profile', [`${ALLOW}|Profile=Public|Profile=Domain|${APP}`], '8080, 8443'],
    ['of UDP', [`Action=Allow|Active=TRUE|Dir=In|Protocol=17|${APP}`], '8080, 8443'],
    ['of what goes out', [`Action=Allow|Active=TRUE|Dir=Out|Protocol=6|${APP}`], '8080, 8443'],
    ['of another program', [`${ALLOW}|App=C:\\Program Files\\nodejs\\node.exe`], '8080, 8443'],
    ['of other ports', [`${ALLOW}|LPort=RPC|LPort=80`], '8080, 8443'],
  ])('goes by a rule %s', async (_, rules, ports) => {
    expect((await facts(windows({ rules })))?.['ports']).toBe(ports)
  })

  test('keeps out what a rule blocks, whatever else allows it, and that rule has to go first', async () => {
    const rules = [
      `${ALLOW}|Profile=Private|${APP}`,
      `Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Private|${APP}`,
    ]
    const finding = await found(windows({ rules }))
    expect(finding?.facts['ports']).toBe('8080, 8443')
    expect(finding?.commands[0]).toBe(`netsh advfirewall firewall delete rule name=all dir=in program="${PROGRAM}"`)
    const elsewhere = [`${ALLOW}|${APP}`, `Action=Block|Active=TRUE|Dir=In|Protocol=6|RA4=10.0.0.9|${APP}`]
    expect(await found(windows({ rules: elsewhere }))).toBeUndefined()
  })

  test('keeps all out where it takes no exceptions, which has to be ended first', async () => {
    const settings = 'EnableFirewall    REG_DWORD    0x1\r\n    DoNotAllowExceptions    REG_DWORD    0x1'
    const finding = await found(windows({ settings, rules: [`${ALLOW}|${APP}`] }))
    expect(finding?.commands[0]).toBe('netsh advfirewall set privateprofile firewallpolicy blockinbound,allowoutbound')
  })

  test.each([
    ['English', ENGLISH],
    ['German', GERMAN],
  ])('takes a network for public, in %s, which is to become private first', async (_, profiles) => {
    const rules = [`${ALLOW}|Profile=Private|${APP}`]
    const finding = await found(windows({ profiles, current: 2, key: 'PublicProfile', rules }))
    expect(finding?.facts['profile']).toBe('Public')
    expect(finding?.commands[0]).toBe(
      `powershell -Command "Set-NetConnectionProfile -InterfaceAlias 'wlan0' -NetworkCategory Private"`,
    )
    expect(finding?.commands.at(-1)).toMatch(/ profile=private$/)
  })

  test('takes a network for that of a domain', async () => {
    const finding = await found(windows({ profiles: GERMAN, current: 0, key: 'DomainProfile' }))
    expect(finding?.facts['profile']).toBe('Domain')
    expect(finding?.commands.at(-1)).toMatch(/ profile=domain$/)
  })

  test('takes a network for private where netsh does not tell', async () => {
    expect(await facts(windows({ profiles: [] }))).toMatchObject({ profile: 'Private' })
  })
})

describe('macOS', () => {
  const PROGRAM = '/Applications/Lanline.app/Contents/MacOS/Lanline'
  const TOOL = '/usr/libexec/ApplicationFirewall/socketfilterfw'
  const SIGNED = `# designated => identifier "org.lanline" and anchor apple generic and certificate leaf[subject.OU] = "TEAM"\n`
  const AD_HOC = '# designated => cdhash H"500f28930ab1"\n'

  interface MacOs {
    state?: string
    blockAll?: string
    apps?: string
    allowSigned?: string
    requirement?: string
    program?: string
  }
  const macOs = ({
    state = 'Firewall is enabled. (State = 1)\n',
    blockAll = 'Firewall has block all state set to disabled.\n',
    apps = 'Total number of apps = 0 \n',
    allowSigned = 'Automatically allow built-in signed software ENABLED.\nAutomatically allow downloaded signed software ENABLED.\n',
    requirement = AD_HOC,
    program = PROGRAM,
  }: MacOs): Readings => ({
    platform: 'darwin',
    program,
    outputs: {
      'socketfilterfw --getglobalstate': state,
      'socketfilterfw --getblockall': blockAll,
      'socketfilterfw --listapps': apps,
      'socketfilterfw --getallowsigned': allowSigned,
      [`codesign -d -r- ${program}`]: requirement,
    },
  })

  test('likely keeps a program out that it does not know, and these commands let others in', async () => {
    expect(await found(macOs({}))).toEqual({
      code: 'firewall-likely',
      facts: { firewall: 'macOS', ports: '8080, 8443' },
      commands: [
        `sudo ${TOOL} --add '/Applications/Lanline.app'`,
        `sudo ${TOOL} --unblockapp '/Applications/Lanline.app'`,
      ],
    })
  })

  test.each([
    ['Firewall is disabled. (State = 0)\n', false],
    ['Firewall is enabled. (State = 1)\n', true],
    ['Firewall is blocking all non-essential incoming connections. (State = 2) \n', true],
  ])('goes by its state: %s', async (state, isShut) => {
    expect((await found(macOs({ state }))) !== undefined).toBe(isShut)
  })

  const LONG_AGO = (verdict: string) =>
    `ALF: total number of apps = 2 \n\n1 :  /Applications/Zoom.app \n \t ( Block incoming connections ) \n\n2 :  /Applications/Lanline.app \n \t ( ${verdict} incoming connections ) \n\n`
  const TODAY = (verdict: string) =>
    `Total number of apps = 2 \n1 : /Applications/Zoom.app \n             (Allow incoming connections)\n2 : /Applications/Lanline.app \n             (${verdict} incoming connections)\n`

  test.each([
    [LONG_AGO('Allow'), false],
    [LONG_AGO('Block'), true],
    [TODAY('Allow'), false],
    [TODAY('Block'), true],
    [
      'Total number of apps = 1 \n1 : /Applications/Lanline.app.old \n             (Allow incoming connections)\n',
      true,
    ],
  ])('goes by its list: %j', async (apps, isShut) => {
    const requirement = isShut && apps.includes('Block') ? SIGNED : AD_HOC
    expect((await found(macOs({ apps, requirement }))) !== undefined).toBe(isShut)
  })

  test('lets a program in that is signed, unless it was told not to', async () => {
    expect(await found(macOs({ requirement: SIGNED }))).toBeUndefined()
    const allowSigned =
      'Automatically allow signed built-in software ENABLED. \nAutomatically allow downloaded signed software DISABLED. \n'
    expect(await facts(macOs({ requirement: SIGNED, allowSigned }))).toMatchObject({ firewall: 'macOS' })
  })

  test.each([
    'Firewall has block all state set to enabled.\n',
    'Firewall is set to block all non-essential incoming connections\n',
    'Block all ENABLED! \n',
  ])('keeps all out, which has to be ended first: %s', async (blockAll) => {
    const finding = await found(macOs({ blockAll, apps: TODAY('Allow') }))
    expect(finding?.commands[0]).toBe(`sudo ${TOOL} --setblockall off`)
  })

  test('names a program as it is, for a shell', async () => {
    const program = "/Users/ann/it's $HOME/bin/node"
    expect((await found(macOs({ program })))?.commands[0]).toBe(
      `sudo ${TOOL} --add '/Users/ann/it'\\''s $HOME/bin/node'`,
    )
  })
})

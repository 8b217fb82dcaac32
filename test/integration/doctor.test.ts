import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../common/findings.js'
import type { CheckScriptOptions } from '../helpers/check-network-script.js'
import { startHeadlessHost } from '../helpers/headless-host.js'
import { type Machine, namespacesMissing, PretendLan } from '../helpers/namespaces.js'

const SCRIPT = fileURLToPath(new URL('../helpers/check-network-script.ts', import.meta.url))

/** What answers as a host does, and what does not. */
const HOST_CARD = JSON.stringify({ name: 'Ann', version: '0.1.0', hasPasscode: false })
const serve = (body: string) =>
  `require('http').createServer((_, response) => response.end(${JSON.stringify(body)})).listen(8080, () => console.log())`

const missing = namespacesMissing()

describe.skipIf(missing !== undefined)(`the doctor${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let lan: PretendLan
  let machine: Machine
  let other: Machine
  const programs: ChildProcess[] = []

  beforeEach(async () => {
    lan = PretendLan.build()
    ;[machine, other] = lan.machines
  })

  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.kill()
      if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
    }
    lan.remove()
  })

  /** Runs a program of Node inside a machine; ready once it prints something. */
  async function start({ prefix }: Machine, program: string): Promise<number> {
    const [command = '', ...args] = [...prefix, process.execPath, '-e', program]
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    programs.push(child)
    await once(child.stdout, 'data')
    // ip(8) replaces itself with what it runs.
    return child.pid ?? 0
  }

  async function run(
    options: CheckScriptOptions = {},
    { prefix } = machine,
  ): Promise<{ code: number; stdout: string }> {
    const [command = '', ...args] = [...prefix, process.execPath, '--import', 'tsx', SCRIPT, JSON.stringify(options)]
    return promisify(execFile)(command, args).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    )
  }

  async function check(options?: CheckScriptOptions, on = machine): Promise<{ code: number; findings: Finding[] }> {
    const { code, stdout } = await run(options, on)
    return { code, findings: (JSON.parse(stdout) as { findings: Finding[] }).findings }
  }

  const iptables = (...args: string[]) => lan.run(machine, 'iptables', ...args)
  const codesOf = ({ findings }: { findings: Finding[] }) => findings.map(({ code }) => code)

  test('finds nothing in a good network', async () => {
    expect(await check()).toEqual({
      code: 0,
      findings: [{ code: 'all-well', facts: { checked: expect.stringContaining('network') }, commands: [] }],
    })
  })

  test('finds that only loopback is up', async () => {
    lan.connect(false)
    expect(await check()).toEqual({ code: 1, findings: [{ code: 'no-network', facts: {}, commands: [] }] })
  })

  test('finds a VPN on the default route, and the address that still works', async () => {
    lan.run(machine, 'ip', 'link', 'add', 'tun0', 'type', 'veth', 'peer', 'name', 'tunnel')
    lan.run(machine, 'ip', 'link', 'set', 'tunnel', 'up')
    lan.run(machine, 'ip', 'address', 'add', '10.8.0.1/24', 'dev', 'tun0')
    lan.run(machine, 'ip', 'link', 'set', 'tun0', 'up')
    lan.run(machine, 'ip', 'route', 'replace', 'default', 'dev', 'tun0')
    const { code, findings } = await check()
    expect(findings).toEqual([
      { code: 'vpn-default-route', facts: { interface: 'tun0', address: machine.address }, commands: [] },
    ])
    expect(code).toBe(0)
  })

  describe('finds, of a port that is wanted,', () => {
    test('which process has it', async () => {
      const pid = await start(machine, serve('something else'))
      expect(await check()).toEqual({
        code: 1,
        findings: [{ code: 'port-taken', facts: { port: '8080', process: 'node', pid: String(pid) }, commands: [] }],
      })
    })

    test('that it is taken by a program that does not answer', async () => {
      const pid = await start(machine, `require('net').createServer().listen(8080, '127.0.0.1', () => console.log())`)
      expect((await check()).findings).toEqual([
        { code: 'port-taken', facts: { port: '8080', process: 'node', pid: String(pid) }, commands: [] },
      ])
    })

    test('nothing where Lanline itself has it', async () => {
      await start(machine, serve(HOST_CARD))
      expect(codesOf(await check())).toEqual(['all-well'])
    })
  })

  test('asks a neighbour to knock, and believes it more than the rules of a firewall', async () => {
    const neighbour = await startHeadlessHost({ port: 8080, prefix: other.prefix })
    try {
      const options = {
        doors: [{ port: 8080, isSecure: false }],
        neighbours: [{ name: 'Bob', origin: `http://${other.address}:8080` }],
      }
      const shutOut = { code: 'shut-out', facts: { neighbour: 'Bob', ports: '8080' }, commands: [] }
      expect(await check(options)).toEqual({ code: 1, findings: [shutOut] })
      await start(machine, serve(HOST_CARD))
      expect(codesOf(await check(options))).toEqual(['all-well'])
      iptables('-I', 'INPUT', '-i', 'lan0', '-p', 'tcp', '--dport', '8080', '-j', 'DROP')
      expect(codesOf(await check(options))).toEqual(['shut-out'])
    } finally {
      await neighbour.stop()
    }
  })

  describe('finds, of a firewall,', () => {
    const likely = (firewall: string, commands: string[]): Finding => ({
      code: 'firewall-likely',
      facts: { firewall, ports: '8080, 8443' },
      commands,
    })

    /** As on a machine that lets in what it asked for, and mDNS. */
    const dropByDefault = () => {
      iptables('-A', 'INPUT', '-i', 'lo', '-j', 'ACCEPT')
      iptables('-A', 'INPUT', '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED', '-j', 'ACCEPT')
      iptables('-A', 'INPUT', '-p', 'udp', '--dport', '5353', '-j', 'ACCEPT')
      iptables('-P', 'INPUT', 'DROP')
    }

    test('that it drops what comes in, and what lets it in', async () => {
      dropByDefault()
      const { code, findings } = await check()
      expect(findings).toEqual([
        likely('iptables', [
          'sudo iptables -I INPUT -s 192.168.77.0/24 -p tcp -m multiport --dports 8080,8443 -j ACCEPT',
          'sudo iptables -I INPUT -s 192.168.77.0/24 -p udp -m multiport --dports 5353,32768:60999 -j ACCEPT',
        ]),
      ])
      expect(code).toBe(1)
    })

    test('nothing once its commands have been entered, and then others do get in', async () => {
      const announced = [{ name: 'Ann', address: machine.address, port: 8080 }]
      await start(machine, serve(HOST_CARD))
      dropByDefault()
      expect(codesOf(await check({ announced }, other))).toEqual(['host-unreachable'])
      const [finding] = (await check()).findings
      for (const command of finding?.commands ?? []) lan.run(machine, ...command.split(' ').slice(1))
      expect(codesOf(await check())).toEqual(['all-well'])
      expect(codesOf(await check({ announced }, other))).toEqual(['all-well'])
    })

    test('which of the ports it keeps shut', async () => {
      dropByDefault()
      iptables('-A', 'INPUT', '-p', 'tcp', '--dport', '8080', '-j', 'ACCEPT')
      const [finding] = (await check()).findings
      expect(finding).toMatchObject({ code: 'firewall-likely', facts: { ports: '8443' } })
    })

    test('that it is one of nftables, and what lets others in', async () => {
      const rules = `table inet filter {
        chain input {
          type filter hook input priority 0; policy drop;
          ct state vmap { established : accept, related : accept }
          iif lo accept
          udp dport 5353 accept
        }
      }`
      lan.run(machine, 'nft', rules)
      const [finding] = (await check()).findings
      expect(finding).toEqual(
        likely('nftables', [
          "sudo nft 'insert rule inet filter input ip saddr 192.168.77.0/24 tcp dport { 8080, 8443 } accept'",
          "sudo nft 'insert rule inet filter input ip saddr 192.168.77.0/24 udp dport { 5353, 32768-60999 } accept'",
        ]),
      )
      for (const command of finding?.commands ?? []) lan.run(machine, 'sh', '-c', command.replace('sudo ', ''))
      expect(codesOf(await check())).toEqual(['all-well'])
    })
  })

  describe('finds that mDNS does not get through, where', () => {
    test.each([
      ['it may not be sent', ['-A', 'OUTPUT', '-d', '224.0.0.251', '-j', 'DROP']],
      ['it may not come in', ['-A', 'INPUT', '-p', 'udp', '--dport', '5353', '-j', 'DROP']],
    ])('%s', async (_, rule) => {
      iptables(...rule)
      const { code, findings } = await check()
      expect(findings).toEqual([
        {
          code: 'multicast-blocked',
          facts: { address: machine.address, interface: 'lan0' },
          commands: [
            'sudo iptables -I INPUT -s 192.168.77.0/24 -p udp --dport 5353 -j ACCEPT',
            'sudo iptables -I OUTPUT -p udp --dport 5353 -j ACCEPT',
          ],
        },
      ])
      expect(code).toBe(0)
      for (const command of findings[0]?.commands ?? []) lan.run(machine, ...command.split(' ').slice(1))
      expect(codesOf(await check())).toEqual(['all-well'])
    })
  })

  test('finds a host that announces itself but is shut off, and not one that answers', async () => {
    const announced = [{ name: 'Ann', address: other.address, port: 8080 }]
    await start(other, serve(HOST_CARD))
    expect(codesOf(await check({ announced }))).toEqual(['all-well'])
    lan.block(machine, 8080)
    expect((await check({ announced })).findings).toEqual([
      { code: 'host-unreachable', facts: { name: 'Ann', address: other.address, port: '8080' }, commands: [] },
    ])
  })

  test('tells it in sentences, without addresses where they are not wanted', async () => {
    iptables('-P', 'INPUT', 'DROP')
    const { stdout } = await run({ json: false })
    expect(stdout).toMatch(
      /^firewall-likely: The firewall of this computer \(iptables\) likely keeps others out\.\n {2}\S/,
    )
    expect(stdout).toContain('\n    sudo iptables -I INPUT -s 192.168.77.0/24 -p tcp')
    expect(stdout).toContain(`\n\nmulticast-blocked: `)
    expect(stdout).toContain(machine.address)
    const redacted = (await run({ json: false, redact: true })).stdout
    expect(redacted).not.toContain('192.168.77.')
    expect(redacted).toContain('\n    sudo iptables -I INPUT -s [address]/24 -p tcp')
    const inJson = (await run({ redact: true })).stdout
    expect(inJson).not.toContain('192.168.77.')
    expect(JSON.parse(inJson).findings).toHaveLength(2)
  })
})

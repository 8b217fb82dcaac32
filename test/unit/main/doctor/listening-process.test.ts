import { describe, expect, test } from 'vitest'
import { listeningProcess } from '../../../../main/doctor/listening-process.js'
import { fakeSystem } from '../../../helpers/fake-system.js'

describe('on Linux', () => {
  const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 19034 1 0000000000000000 100 0 0 10 0
   1: 0501A8C0:1F90 0701A8C0:D2F0 01 00000000:00000000 00:00000000 00000000  1000        0 88011 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101        0 45211 1 0000000000000000 100 0 0 10 0
`
  const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 2006894 1 0000000000000000 100 0 0 10 0
`
  const onLinux = (files: Record<string, string>, links: Record<string, string>) =>
    listeningProcess(fakeSystem({ files, links }), 8080)

  test('it is the one that has the socket open, not one that is connected from there', async () => {
    const links = {
      '/proc/self': '/proc/900',
      '/proc/700/fd/5': 'socket:[88011]',
      '/proc/700/exe': '/usr/bin/firefox',
      '/proc/812/fd/0': '/dev/null',
      '/proc/812/fd/6': 'socket:[45211]',
      '/proc/812/exe': '/usr/sbin/nginx',
    }
    expect(await onLinux({ '/proc/net/tcp': TCP }, links)).toEqual({ name: 'nginx', pid: 812 })
  })

  test('it may listen on IPv6, and be of a file that has been replaced', async () => {
    const links = { '/proc/31063/fd/21': 'socket:[2006894]', '/proc/31063/exe': '/opt/node 24/bin/node (deleted)' }
    expect(await onLinux({ '/proc/net/tcp': '', '/proc/net/tcp6': TCP6 }, links)).toEqual({ name: 'node', pid: 31063 })
  })

  test('it has the name that the kernel knows where its file may not be seen', async () => {
    const files = { '/proc/net/tcp': TCP, '/proc/812/comm': 'nginx\n' }
    expect(await onLinux(files, { '/proc/812/fd/6': 'socket:[45211]' })).toEqual({ name: 'nginx', pid: 812 })
  })

  test('it is unknown where it is of another account', async () => {
    expect(await onLinux({ '/proc/net/tcp': TCP, '/proc/812/comm': 'nginx\n' }, {})).toBeUndefined()
  })
})

describe('on macOS', () => {
  const onMacOs = (output: string) =>
    listeningProcess(
      fakeSystem({ platform: 'darwin', outputs: { 'lsof -nP -iTCP:8080 -sTCP:LISTEN -Fpc': output } }),
      8080,
    )

  test.each([
    ['p31063\ncnode\nf23\n', { name: 'node', pid: 31063 }],
    ['p501\ncGoogle\\x20Chrome\nf12\nf13\n', { name: 'Google Chrome', pid: 501 }],
    ['p1\nclaunchd\nf9\np77\nchttpd\nf4\n', { name: 'launchd', pid: 1 }],
    ['', undefined],
  ])('%j is of %o', async (output, process) => {
    expect(await onMacOs(output)).toEqual(process)
  })
})

describe('on Windows', () => {
  const ENGLISH = `
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1044
  TCP    192.168.0.14:52100     192.168.0.20:8080      ESTABLISHED     7340
  TCP    192.168.0.14:8080      192.168.0.20:51300     ESTABLISHED     7340
  TCP    0.0.0.0:18080          0.0.0.0:0              LISTENING       6000
  TCP    0.0.0.0:8080           0.0.0.0:0              LISTENING       4321
  TCP    [::]:8080              [::]:0                 LISTENING       4321
  UDP    0.0.0.0:8080           *:*                                    2500
`
  const GERMAN = `
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         1044
  TCP    [::1]:8080             [::]:0                 ABHÖREN         4321
`
  const onWindows = (netstat: string, tasklist?: string) =>
    listeningProcess(
      fakeSystem({
        platform: 'win32',
        outputs: {
          'netstat.exe -ano': netstat.replaceAll('\n', '\r\n'),
          ...(tasklist !== undefined && { 'tasklist.exe /FI PID eq 4321 /FO CSV /NH': tasklist }),
        },
      }),
      8080,
    )

  test.each([ENGLISH, GERMAN])('it is the one that listens: %s', async (netstat) => {
    const tasks = '\r\n"java.exe","4321","Console","1","845.312 K"\r\n'
    expect(await onWindows(netstat, tasks)).toEqual({ name: 'java.exe', pid: 4321 })
  })

  test('it is unknown once it is gone', async () => {
    expect(
      await onWindows(ENGLISH, 'INFO: No tasks are running which match the specified criteria.\r\n'),
    ).toBeUndefined()
    expect(await onWindows('\nActive Connections\n')).toBeUndefined()
  })
})

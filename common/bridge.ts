/** What the app tells its page about the host it runs. */
export interface HostInfo {
  /** The port the host listens on. */
  port: number
  /** This machine's LAN IPv4 addresses, best first; empty without a network. */
  addresses: string[]
}

/**
 * What the preload script offers the page as `window.lanline`. Each call is an IPC request of the same name to the
 * main process, which answers only the app's own page.
 */
export interface Bridge {
  hostInfo(): Promise<HostInfo>
}

/** The IPC channel of a bridge call. */
export const channel = (call: keyof Bridge) => `lanline:${call}` as const

declare global {
  interface Window {
    /** Absent in a browser. */
    lanline?: Bridge
  }
}

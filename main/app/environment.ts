import { wholeNumber } from '../../common/whole-number.js'

/** What environment variables ask of the desktop app. */
export interface Environment {
  /** LANLINE_PORT: the port for the host, 0 for any; where it is taken, the next free one. */
  port?: number
  /** LANLINE_PAGE_URL: where the page is developed. Heeded only in an app that is not packaged. */
  pageUrl?: string
}

/** Reads the environment, an empty variable as an absent one. Throws an Error that a person can act on. */
export function readEnvironment(variables: NodeJS.ProcessEnv, isPackaged: boolean): Environment {
  const { LANLINE_PORT: port, LANLINE_PAGE_URL: pageUrl } = variables
  return {
    ...(port && { port: wholeNumber('LANLINE_PORT', port, 0, 65_535) }),
    ...(pageUrl && !isPackaged && { pageUrl: webAddress('LANLINE_PAGE_URL', pageUrl) }),
  }
}

function webAddress(source: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`${source} takes the address of a page, not "${text}".`)
  }
  return text
}

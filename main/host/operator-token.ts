import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * What tells the operator's page from others that seem to come from this machine, as they do through a forwarder: the
 * host's own program opens its page with it. It is another each time a host starts.
 */
export class OperatorToken {
  readonly #token = randomBytes(16).toString('base64url')

  /** The page at this address, for the operator. No browser sends the fragment of a URL to anyone. */
  linkTo(page: string): string {
    return `${page}#operator=${this.#token}`
  }

  matches(given: string | undefined): boolean {
    return given !== undefined && timingSafeEqual(digestOf(given), digestOf(this.#token))
  }
}

const digestOf = (text: string) => createHash('sha256').update(text).digest()

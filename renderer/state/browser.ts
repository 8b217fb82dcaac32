/** Browsers whose warnings of a certificate have words of their own. */
export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari' | 'android' | 'ios'

/** Which of them a user agent string is of; Chrome's words are those of most others. */
export function browserOf(userAgent: string): Browser {
  // An iPad says that it is a Mac; nothing depends on that, since the words of both are nearly the same.
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  if (/Firefox\//.test(userAgent)) return 'firefox'
  if (/Android/.test(userAgent)) return 'android'
  if (/Edg\//.test(userAgent)) return 'edge'
  return /Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent) ? 'safari' : 'chrome'
}

import { linksIn } from './links-in.js'

/** Text as it was written, with web addresses to click. Nothing in it is ever read as markup. */
export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {linksIn(text).map(({ text: part, href }, index) =>
        href === undefined ? (
          part
        ) : (
          // Its own direction, so that letters written from right to left do not put the host elsewhere.
          <a key={index} href={href} dir="ltr" target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ),
      )}
    </>
  )
}

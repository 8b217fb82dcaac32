const LINK = /\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/gi

/** Text as it was written, with web addresses to click. Nothing in it is ever read as markup. */
export function LinkedText({ text }: { text: string }) {
  const parts: preact.ComponentChild[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const [address] = match
    parts.push(text.slice(end, match.index))
    parts.push(
      URL.canParse(address) ? (
        <a key={match.index} href={address} target="_blank" rel="noopener noreferrer">
          {address}
        </a>
      ) : (
        address
      ),
    )
    end = match.index + address.length
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}

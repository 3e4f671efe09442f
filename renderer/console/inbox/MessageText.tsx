import { linkParts } from '../../text/links.ts'

/** What a person wrote: text and nothing else, its web addresses made links. */
export function MessageText({ text }: { text: string }) {
  return (
    <p dir="auto" className="text-base break-words whitespace-pre-wrap">
      {linkParts(text).map(({ text: part, href }, index) =>
        href ? (
          <a
            key={index}
            href={href}
            target="_blank"
            rel="noreferrer noopener nofollow"
            className="break-all text-accent-text underline underline-offset-2"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}

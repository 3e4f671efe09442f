import { useMemo } from 'preact/hooks'
import { linkParts } from '../../text/links.ts'

/** A message's text, as text; its web addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  const parts = useMemo(() => linkParts(text), [text])
  return (
    <p class="bubble" dir="auto">
      {parts.map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            aria-describedby="opens-new"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  )
}

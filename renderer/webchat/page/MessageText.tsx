import { useWords } from './language.ts'
import { linkParts } from './links.ts'

/** A message's text, as text; its web addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  const { thread } = useWords()
  return (
    <p class="bubble" dir="auto">
      {linkParts(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
            <span class="unseen"> {thread.opensNew}</span>
          </a>
        ),
      )}
    </p>
  )
}

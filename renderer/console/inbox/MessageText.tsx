import { Fragment } from 'react'
import { linkParts } from '../../text/links.ts'
import { MentionText } from './MentionText.tsx'

interface Props {
  text: string
  /** The agents it names, by id. */
  mentions?: readonly string[] | undefined
}

/** What a person wrote: text and nothing else, its web addresses made links. */
export function MessageText({ text, mentions }: Props) {
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
          <Fragment key={index}>
            {mentions ? <MentionText text={part} ids={mentions} /> : part}
          </Fragment>
        ),
      )}
    </p>
  )
}

import { Fragment, useMemo } from 'react'
import { markdown, type Piece, plain } from '../../text/markdown.ts'
import { MentionText } from './MentionText.tsx'

interface Props {
  text: string
  /** Whether the team wrote it: their Markdown is shown; what a customer writes stands as it is. */
  isOurs?: boolean
  /** The agents it names, by id. */
  mentions?: readonly string[] | undefined
}

/** What a person wrote, made of these elements and text: its web addresses are links, and nothing is ever markup. */
export function MessageText({ text, isOurs = false, mentions }: Props) {
  const shapes = useMemo(() => (isOurs ? markdown(text) : plain(text)), [text, isOurs])
  return (
    <div dir="auto" className="flex flex-col gap-1 text-base wrap-anywhere">
      <Pieces pieces={shapes} mentions={mentions} />
    </div>
  )
}

const LOOKS: Partial<Record<Exclude<Piece, string>['tag'], string>> = {
  p: 'whitespace-pre-wrap',
  pre: 'max-w-full overflow-x-auto rounded-md bg-code px-2 py-1.5 font-mono text-sm',
  code: 'rounded-sm bg-code px-1 font-mono text-sm',
  blockquote: 'border-l-2 border-current/40 pl-2.5 whitespace-pre-wrap',
  ul: 'list-disc pl-5',
  ol: 'list-decimal pl-6',
  a: 'text-accent-text underline underline-offset-2',
}

function Pieces({ pieces, mentions }: { pieces: readonly Piece[] } & Pick<Props, 'mentions'>) {
  return pieces.map((piece, index) => {
    if (typeof piece === 'string')
      return (
        <Fragment key={index}>
          {mentions ? <MentionText text={piece} ids={mentions} /> : piece}
        </Fragment>
      )
    const { tag: Tag, children, href, start } = piece
    const link = href !== undefined && {
      href,
      target: '_blank',
      rel: 'noreferrer noopener nofollow',
    }
    return (
      <Tag key={index} className={LOOKS[Tag]} {...(start !== undefined && { start })} {...link}>
        <Pieces pieces={children} mentions={mentions} />
      </Tag>
    )
  })
}

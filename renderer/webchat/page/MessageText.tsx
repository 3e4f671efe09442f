import { type ComponentChild, h } from 'preact'
import { useMemo } from 'preact/hooks'
import { markdown, type Piece, plain } from '../../text/markdown.ts'

const draw = (piece: Piece): ComponentChild => {
  if (typeof piece === 'string') return piece
  const { tag, children, ...given } = piece
  const link = tag === 'a' && {
    target: '_blank',
    rel: 'noopener noreferrer nofollow',
    'aria-describedby': 'opens-new',
  }
  return h(tag, { ...given, ...link }, ...children.map(draw))
}

/** A message, its web addresses made links; the team's Markdown is shown, what the customer wrote stands as it is. */
export function MessageText({ text, isOwn }: { text: string; isOwn: boolean }) {
  const shapes = useMemo(() => (isOwn ? plain : markdown)(text), [text, isOwn])
  return (
    <div class="bubble" dir="auto">
      {shapes.map(draw)}
    </div>
  )
}

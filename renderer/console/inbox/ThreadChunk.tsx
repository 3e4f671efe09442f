import { memo } from 'react'
import { MergedSection } from '../linking/MergedSection.tsx'
import type { Part } from '../linking/placed.ts'
import { cx } from '../../ui/cx.ts'
import { isSameChunk } from './thread-chunks.ts'
import { ThreadItem } from './ThreadItem.tsx'
import type { Marks } from './thread-items.ts'

interface Props {
  parts: readonly Part[]
  marks: Marks
  /** Neither the first nor the last of what is loaded: it has been laid out, and keeps its height out of sight. */
  isInner: boolean
}

/** A piece of a thread. What is far from being seen costs nothing; find in page and the keyboard still reach it. */
export const ThreadChunk = memo(
  function ThreadChunk({ parts, marks, isInner }: Props) {
    return (
      <ol
        className={cx(
          'flex flex-col [contain-intrinsic-size:auto_2000px]',
          isInner && '[content-visibility:auto]',
        )}
      >
        {parts.map((part) =>
          part.kind === 'merged' ? (
            <MergedSection key={part.key} source={part.source} />
          ) : (
            <ThreadItem key={part.key} item={part.item} mark={marks.get(part.key)} />
          ),
        )}
      </ol>
    )
  },
  (before, after) =>
    before.isInner === after.isInner &&
    isSameChunk(before.parts, after.parts, [before.marks, after.marks]),
)

import { Paperclip } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { followDrops } from '../../files/chosen.ts'
import type { Uploads } from '../../files/uploads.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useRules } from './useChosen.ts'

/** Chooses files for a message; they can be dropped anywhere in the window as well. */
export function AttachButton({ uploads }: { uploads: Uploads }) {
  const { files } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const isKnown = useRules()
  useEffect(() => (isKnown ? followDrops(setOver, uploads.add) : undefined), [uploads, isKnown])
  return (
    <>
      <IconButton icon={Paperclip} label={files.attach} onClick={() => input.current?.click()} />
      {isKnown && (
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            uploads.add([...(currentTarget.files ?? [])])
            // The same file may be chosen again.
            currentTarget.value = ''
          }}
        />
      )}
      {isOver && (
        <p className="pointer-events-none fixed inset-4 z-50 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-accent-soft/90 text-lg font-medium text-accent-text">
          {files.drop}
        </p>
      )}
    </>
  )
}

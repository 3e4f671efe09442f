import { useEffect, useRef } from 'preact/hooks'
import { followDrops } from '../../files/chosen.ts'
import { ClipIcon } from '../page/icons.tsx'
import { useWords } from '../page/language.ts'
import { useFiles } from './context.ts'

const showDrop = (isOver: boolean) => document.body.toggleAttribute('data-drop', isOver)

/** Chooses files; they can be dropped anywhere on the page as well. */
export function AttachButton() {
  const { files } = useWords()
  const { uploads, rules } = useFiles()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => followDrops(showDrop, uploads.add), [uploads])
  if (!rules) return null
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={files.attach}
        title={files.attach}
        onClick={() => input.current?.click()}
      >
        <ClipIcon />
      </button>
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
    </>
  )
}

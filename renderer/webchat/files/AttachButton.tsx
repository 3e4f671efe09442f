import { useEffect, useRef } from 'preact/hooks'
import { followDrops } from '../../files/chosen.ts'
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
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path
            d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4L14 7.6"
            fill="none"
            stroke="currentColor"
            stroke-width="1.75"
            stroke-linecap="round"
          />
        </svg>
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

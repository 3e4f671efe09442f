import { useWords } from '../../words/useWords.ts'
import { MessageText } from '../inbox/MessageText.tsx'

/** How what is being written will look. */
export function MarkdownPreview({ text }: { text: string }) {
  const { composing } = useWords()
  return (
    <section
      aria-label={composing.preview}
      className="mx-3 mb-2 max-h-40 overflow-y-auto border-t border-line pt-2"
    >
      {text.trim() === '' ? (
        <p className="text-xs text-faint">{composing.previewEmpty}</p>
      ) : (
        <MessageText text={text} isOurs />
      )}
    </section>
  )
}

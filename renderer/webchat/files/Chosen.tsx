import { isPicture, sizeText } from '../../files/looks.ts'
import { isOurs } from '../../files/refused.ts'
import { MOST_FILES, type FileProblem } from '../../files/rules.ts'
import type { Upload } from '../../files/uploads.ts'
import { useWords } from '../page/language.ts'
import type { Words } from '../words/en.ts'
import { useChosen, useFiles, useShare } from './context.ts'
import { Thumbnail } from './Thumbnail.tsx'
import './files.css'

/** What is chosen for the next message, and how far each file has come. */
export function Chosen() {
  const words = useWords()
  const files = useFiles()
  const items = useChosen(files)
  if (!files.rules || items.length === 0) return null
  const { maxBytes } = files.rules
  return (
    <ul class="chosen" aria-label={words.files.attach}>
      {items.map((item) => (
        <ChosenFile key={item.key} item={item} maxBytes={maxBytes} />
      ))}
    </ul>
  )
}

function ChosenFile({ item, maxBytes }: { item: Upload; maxBytes: number }) {
  const words = useWords()
  const { uploads } = useFiles()
  const { key, file, problem, canRetry, isKept } = item
  const share = useShare(key)
  return (
    <li data-problem={problem !== null}>
      {file instanceof File && isPicture(file.type) && (
        <Thumbnail file={file} width={40} height={40} />
      )}
      <span class="file-name" dir="auto">
        {file.name}
      </span>
      <button
        type="button"
        class="tool"
        aria-label={words.files.remove(file.name)}
        onClick={() => uploads.remove(key)}
      >
        ×
      </button>
      {problem ? (
        <span class="file-note" role="alert">
          {textOf(words, { ...problem, name: file.name }, maxBytes)}{' '}
          {canRetry && isKept !== undefined && words.files[isKept ? 'kept' : 'loose']}{' '}
          {canRetry && (
            <button type="button" class="link" onClick={() => uploads.retry(key)}>
              {words.state.retry}
            </button>
          )}
        </span>
      ) : share === null ? (
        <span class="file-note">{sizeText(file.size, document.documentElement.lang)}</span>
      ) : (
        <progress value={share} aria-label={file.name} />
      )}
    </li>
  )
}

type Named = FileProblem & { name: string }

function textOf({ files }: Words, { code, text, name }: Named, maxBytes: number): string {
  if (code === 'large') return files.large(maxBytes / 1_048_576)
  if (code === 'many') return files.many(MOST_FILES)
  return isOurs(code) ? files[code](name) : text || files[code]
}

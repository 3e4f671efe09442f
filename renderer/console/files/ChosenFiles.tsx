import { RotateCcw, X } from 'lucide-react'
import { isPicture, sizeText } from '../../files/looks.ts'
import { isOurs } from '../../files/refused.ts'
import { type FileProblem, MOST_FILES } from '../../files/rules.ts'
import type { Upload, Uploads } from '../../files/uploads.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { rules } from './uploads.ts'
import { useShare } from './useChosen.ts'

/** What is chosen for the next message, and how far each file has come. */
export function ChosenFiles({ items, uploads }: { items: readonly Upload[]; uploads: Uploads }) {
  const { files } = useWords()
  if (items.length === 0) return null
  return (
    <ul aria-label={files.chosen} className="max-h-40 overflow-y-auto px-3 pt-2">
      {items.map((item) => (
        <ChosenFile key={item.key} item={item} uploads={uploads} />
      ))}
    </ul>
  )
}

function ChosenFile({ item, uploads }: { item: Upload; uploads: Uploads }) {
  const { files } = useWords()
  const { key, file, canRetry, isKept } = item
  return (
    <li className="flex items-center gap-2 py-1">
      {file instanceof File && isPicture(file.type) && <Thumbnail file={file} />}
      <div className="min-w-0 flex-1">
        <p className="truncate" dir="auto">
          {file.name}
        </p>
        <Standing item={item} />
        {isKept === false && <p className="text-xs text-warn">{files.loose}</p>}
      </div>
      {canRetry && (
        <IconButton icon={RotateCcw} label={files.retry} onClick={() => uploads.retry(key)} />
      )}
      <IconButton icon={X} label={files.remove(file.name)} onClick={() => uploads.remove(key)} />
    </li>
  )
}

function Standing({ item: { key, file, problem } }: { item: Upload }) {
  const { files } = useWords()
  const share = useShare(key)
  if (problem)
    return (
      <p role="alert" className="text-xs text-danger">
        {textOf(files, { ...problem, name: file.name })}
      </p>
    )
  if (share === null) return <p className="text-xs text-faint">{sizeText(file.size, language())}</p>
  return <ProgressBar label={files.uploading(file.name)} done={share} />
}

type FileWords = ReturnType<typeof useWords>['files']

type Named = FileProblem & { readonly name: string }

function textOf(files: FileWords, { code, text, name }: Named): string {
  if (code === 'large') return files.large((rules()?.maxBytes ?? 0) / 1_048_576)
  if (code === 'many') return files.many(MOST_FILES)
  return isOurs(code) ? files[code](name) : text || files[code]
}

import { FileUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isPicture, roomFor, sizeText } from '../../files/looks.ts'
import type { WaitingFile } from '../../files/waiting.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { written } from '../sync/written.ts'
import { useShare } from './useChosen.ts'

const PICTURE_PX = 240

/** The files of a message that is on its way, shown from what is kept of them here. */
export function WaitingFiles({ files }: { files: readonly WaitingFile[] }) {
  return (
    <ul className="mt-1 flex max-w-[85%] flex-col items-end gap-1 lg:max-w-[75%]">
      {files.map((file) => (
        <li key={file.key ?? file.id} className="max-w-full">
          <Waiting file={file} />
        </li>
      ))}
    </ul>
  )
}

function Waiting({ file }: { file: WaitingFile }) {
  const { files } = useWords()
  const { key, name, size, isLoose } = file
  const share = useShare(key)
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      {isPicture(file.type) && <Preview file={file} />}
      <div className="px-3 py-1.5">
        <p className="flex items-center gap-2">
          <FileUp size={16} aria-hidden className="shrink-0 text-soft" />
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {name}
          </span>
          <span className="shrink-0 text-xs text-faint">{sizeText(size, language())}</span>
        </p>
        {share !== null && <ProgressBar label={files.uploading(name)} done={share} />}
        {isLoose && <p className="text-xs text-warn">{files.loose}</p>}
      </div>
    </div>
  )
}

function Preview({ file }: { file: WaitingFile }) {
  const url = useKeptUrl(file.key)
  if (url === null) return null
  return (
    <img
      src={url}
      alt={file.name}
      {...roomFor(file, PICTURE_PX)}
      className="max-w-full bg-sunken object-cover"
    />
  )
}

/** An address for the bytes under a key; null while they are not here. */
function useKeptUrl(key: string | undefined) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (key === undefined) return
    let made: string | undefined
    let isOver = false
    const show = (bytes: File | undefined) => {
      if (!bytes || isOver) return
      made = URL.createObjectURL(bytes)
      setUrl(made)
    }
    written.bytesOf(key).then(show, () => undefined)
    return () => {
      isOver = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [key])
  return url
}

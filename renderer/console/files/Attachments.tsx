import { FileDown } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Attachment } from '../../../server/contract/files.ts'
import { isPicture, roomFor, sizeText } from '../../files/looks.ts'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { fetchFile } from '../desktop/downloads.ts'
import { attempt } from '../shell/attempt.ts'
import { linkTo } from './uploads.ts'

const PICTURE_PX = 320

/** The files of a message: pictures as such, anything else to be downloaded. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  return (
    <ul className="mt-1 flex max-w-[85%] flex-col gap-1 lg:max-w-[75%]">
      {files.map((file) => (
        <li key={file.id}>
          {isPicture(file.type) ? <Picture file={file} /> : <Document file={file} />}
        </li>
      ))}
    </ul>
  )
}

function Picture({ file }: { file: Attachment }) {
  const { files } = useWords()
  const [url, setUrl] = useState<string>()
  // Asked again when it is pointed at: the one it was drawn with may have run out.
  const look = useCallback(() => void linkTo(file.id).then(setUrl, () => undefined), [file.id])
  useEffect(look, [look])
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      aria-label={files.open(file.name)}
      onPointerEnter={look}
      onFocus={look}
      className="block w-fit"
    >
      <img
        src={url}
        alt={file.name}
        loading="lazy"
        {...roomFor(file, PICTURE_PX)}
        className="max-w-full rounded-lg border border-line bg-sunken object-cover"
      />
    </a>
  )
}

function Document({ file: { id, name, size } }: { file: Attachment }) {
  const { files } = useWords()
  const fetchIt = async () => fetchFile(await linkTo(id), name)
  return (
    <button
      type="button"
      aria-label={files.download(name)}
      onClick={() => attempt(fetchIt)}
      className="flex max-w-full items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-left hover:bg-sunken"
    >
      <FileDown size={18} aria-hidden className="shrink-0 text-soft" />
      <span className="min-w-0 truncate" dir="auto">
        {name}
      </span>
      <span className="shrink-0 text-xs text-faint">{sizeText(size, language())}</span>
    </button>
  )
}

import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Attachment } from '../../../server/contract/files.ts'
import { download } from '../../files/links.ts'
import { isPicture, roomFor, sizeText } from '../../files/looks.ts'
import type { WaitingFile } from '../../files/waiting.ts'
import { useWords } from '../page/language.ts'
import { useFiles, useShare } from './context.ts'
import { Thumbnail } from './Thumbnail.tsx'

const PICTURE_PX = 240

/** The files of a message: pictures as such, anything else to be downloaded; those that wait from what is kept of them. */
export function Attachments({ files }: { files: readonly WaitingFile[] }) {
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.key ?? file.id}>{shown(file)}</li>
      ))}
    </ul>
  )
}

function shown({ id, ...file }: WaitingFile) {
  if (file.key !== undefined || id === null) return <Waiting file={{ ...file, id }} />
  return isPicture(file.type) ? <Picture file={{ ...file, id }} /> : <File file={{ ...file, id }} />
}

function Waiting({ file }: { file: WaitingFile }) {
  const { files } = useWords()
  const { bytesOf } = useFiles()
  const { key = '', name, size, type, isLoose } = file
  const share = useShare(key)
  const bytes = bytesOf(key)
  return (
    <div class="file">
      {bytes && isPicture(type) && <Thumbnail file={bytes} {...roomFor(file, PICTURE_PX)} />}
      <span class="file-name" dir="auto">
        {name}
      </span>
      <span class="file-note">
        {sizeText(size, document.documentElement.lang)} {isLoose && files.loose}
      </span>
      {share !== null && <progress value={share} aria-label={name} />}
    </div>
  )
}

function Picture({ file }: { file: Attachment }) {
  const { linkTo } = useFiles()
  const [url, setUrl] = useState<string>()
  // Asked again when it is pointed at: the one it was drawn with may have run out.
  const look = useCallback(() => void linkTo(file.id).then(setUrl, () => {}), [linkTo, file.id])
  useEffect(look, [look])
  return (
    <a
      {...(url !== undefined && { href: url })}
      target="_blank"
      rel="noopener"
      aria-describedby="opens-new"
      onPointerEnter={look}
      onFocus={look}
    >
      <img src={url} alt={file.name} loading="lazy" {...roomFor(file, PICTURE_PX)} />
    </a>
  )
}

function File({ file: { id, name, size } }: { file: Attachment }) {
  const { files } = useWords()
  const { linkTo } = useFiles()
  const [hasFailed, setHasFailed] = useState(false)
  const fetchIt = async () => {
    setHasFailed(false)
    await linkTo(id).then(
      (url) => download(url, name),
      () => setHasFailed(true),
    )
  }
  return (
    <button type="button" class="file" onClick={() => void fetchIt()}>
      <span class="file-name" dir="auto">
        {name}
      </span>
      <span class="file-note">
        {hasFailed ? files.broken : sizeText(size, document.documentElement.lang)}
      </span>
    </button>
  )
}

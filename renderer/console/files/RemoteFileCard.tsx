import { ExternalLink, FileDown, Film, Image, Mic } from 'lucide-react'
import type { RemoteFile } from '../../../server/contract/files.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

/**
 * A file whose bytes are at the system its message came from. It is opened there when somebody wants it, never by
 * itself: that would tell whoever keeps it who reads the thread, and when.
 */
export function RemoteFileCard({ file }: { file: RemoteFile }) {
  const { crisp } = useWords()
  const { number } = useFormats()
  const { kinds, seconds, open } = crisp.file
  const name = file.name ?? kinds[file.kind]
  const length = file.seconds !== null && seconds(number(Math.round(file.seconds)))
  const about = [length, file.type, URL.parse(file.url)?.host].filter(Boolean).join(' · ')
  return (
    <a
      href={file.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      aria-label={open(name)}
      className="mt-1 flex max-w-[85%] items-center gap-2.5 rounded-lg border border-line bg-surface px-3 py-2 hover:bg-sunken lg:max-w-[75%]"
    >
      <Sign file={file} />
      <span className="min-w-0 flex-1">
        <span className="block truncate" dir="auto">
          {name}
        </span>
        <span className="block truncate text-xs text-faint">{about}</span>
      </span>
      <ExternalLink size={14} aria-hidden className="shrink-0 text-faint" />
    </a>
  )
}

const SIGN = { size: 18, 'aria-hidden': true, className: 'shrink-0 text-soft' } as const

function Sign({ file: { kind, type } }: { file: RemoteFile }) {
  if (kind === 'audio' || type?.startsWith('audio/')) return <Mic {...SIGN} />
  if (kind === 'animation' || type?.startsWith('video/')) return <Film {...SIGN} />
  return type?.startsWith('image/') ? <Image {...SIGN} /> : <FileDown {...SIGN} />
}

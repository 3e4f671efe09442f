import { FileDown, FolderOpen, X } from 'lucide-react'
import { sizeText } from '../../files/looks.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { language } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { cancel, dismiss, type Download, showInFolder, useDownloads } from './downloads.ts'

/** What is being downloaded, in the corner. */
export function Downloads() {
  const { desktop: words } = useWords()
  const list = useDownloads((state) => state.list)
  if (list.length === 0) return null
  return (
    <section
      aria-label={words.downloads}
      className="fixed bottom-2 left-2 z-40 max-h-[50vh] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border border-line bg-raised shadow-raised max-md:bottom-16 md:left-18 print:hidden"
    >
      <ul aria-live="polite">
        {list.map((download) => (
          <Row key={download.id} download={download} />
        ))}
      </ul>
    </section>
  )
}

function Row({ download }: { download: Download }) {
  const { desktop: words, app } = useWords()
  const { id, name, received, total, state } = download
  const isRunning = state === 'progressing' || state === 'paused'
  const size = sizeText(received, language())
  return (
    <li className="flex items-center gap-2 border-b border-line px-3 py-2 last:border-0">
      <FileDown size={18} aria-hidden className="shrink-0 text-soft" />
      <div className="min-w-0 flex-1">
        <p className="truncate" dir="auto">
          {name}
        </p>
        <p className={state === 'failed' ? 'text-xs text-danger' : 'text-xs text-soft'}>
          {state === 'progressing' && total > 0
            ? words.received(size, sizeText(total, language()))
            : words.downloadStates[state](size)}
        </p>
        {isRunning && <ProgressBar label={name} done={total > 0 ? received / total : null} />}
      </div>
      {state === 'completed' && (
        <IconButton icon={FolderOpen} label={words.showInFolder} onClick={() => showInFolder(id)} />
      )}
      <IconButton
        icon={X}
        label={isRunning ? app.cancel : app.close}
        onClick={() => (isRunning ? cancel(id) : dismiss(id))}
      />
    </li>
  )
}

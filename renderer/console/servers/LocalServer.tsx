import { ServerCrash } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { ServerButton } from '../shell/DoorFrame.tsx'
import { useServerState } from './state.ts'

const retry = () => void desktop?.server.retry()

/** The server on this computer is not there yet, or not any more. */
export function LocalServer() {
  const { servers } = useWords()
  const state = useServerState()
  if (state === 'failed') return <Failed />
  const text = state === 'restarting' ? servers.state.restarting : servers.state.starting
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
      <Spinner label={text} />
      <p className="text-soft">{text}</p>
    </main>
  )
}

function Failed() {
  const { state } = useWords().servers
  return (
    <main className="h-full overflow-y-auto">
      <Empty icon={ServerCrash} title={state.failed} hint={state.failedHint}>
        <div className="flex flex-col items-center gap-3">
          <Log />
          <div className="flex gap-2">
            <Button look="primary" onClick={retry}>
              {state.retry}
            </Button>
            <ServerButton />
          </div>
        </div>
      </Empty>
    </main>
  )
}

function Log() {
  const { state } = useWords().servers
  const [lines, setLines] = useState<readonly string[]>([])
  useEffect(() => void desktop?.server.log().then((log) => setLines(log.lines)), [])
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={state.log}
      className="max-h-64 max-w-[calc(100vw-3rem)] overflow-auto rounded-md border border-line bg-sunken p-3 text-left text-xs md:max-w-2xl"
    >
      {lines.join('\n')}
    </pre>
  )
}

/** Says at the desk that the server on this computer is away, and what can be done about it. */
export function LocalServerBanner() {
  const { state: words } = useWords().servers
  const state = useServerState()
  if (state !== 'restarting' && state !== 'failed') return null
  return (
    <div
      role="status"
      className="flex min-h-7 shrink-0 flex-wrap items-center justify-center gap-2 bg-danger-soft px-3 py-1 text-xs font-medium text-danger"
    >
      {state === 'failed' ? words.failed : words.restarting}
      {state === 'failed' && (
        <>
          <details>
            <summary>{words.log}</summary>
            <Log />
          </details>
          <Button size="small" onClick={retry}>
            {words.retry}
          </Button>
        </>
      )}
    </div>
  )
}

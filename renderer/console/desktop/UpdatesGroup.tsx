import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Group } from '../settings/Group.tsx'
import { checkForUpdates, installUpdate, useUpdates } from './updates.ts'

type State = NonNullable<ReturnType<typeof useUpdates.getState>['state']>

/** The version of the app, and what becomes of a newer one. */
export function UpdatesGroup({ version }: { version: string }) {
  const { updates: words } = useWords()
  const state = useUpdates((updates) => updates.state)
  if (!state) return null
  const isAtRest = state.state === 'idle' || state.state === 'failed'
  return (
    <Group title={words.title}>
      <p className="text-soft">{words.version(version)}</p>
      <p role="status" className={state.state === 'failed' ? 'text-danger' : undefined}>
        <Progress state={state} />
      </p>
      {state.state === 'downloading' && (
        <ProgressBar label={words.downloading(state.version)} done={state.done} />
      )}
      {isAtRest && (
        <Button className="self-start" onClick={checkForUpdates}>
          {words.check}
        </Button>
      )}
      {state.state === 'ready' && !state.waits && (
        <Button look="primary" className="self-start" onClick={installUpdate}>
          {words.restart}
        </Button>
      )}
    </Group>
  )
}

/** Where it stands, in a sentence. */
function Progress({ state }: { state: State }) {
  const { updates: words } = useWords()
  const { clock } = useFormats()
  switch (state.state) {
    case 'off':
      return words.off[state.why]
    case 'idle':
      return state.checkedAt === null ? words.notYet : words.newest(clock(state.checkedAt))
    case 'checking':
      return words.checking
    case 'available':
    case 'downloading':
      return words.downloading(state.version)
    case 'ready':
      return state.waits ? words.waits : words.ready(state.version)
    case 'failed':
      return words.failed(clock(state.at))
  }
}

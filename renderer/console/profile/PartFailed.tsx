import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { tellProblem } from '../shell/problem-words.ts'
import type { Load } from '../sync/useLoad.ts'

/** Says that one part could not be loaded; the others stand by themselves. */
export function PartFailed({ load }: { load: Load }) {
  const { app } = useWords()
  if (!load.error) return null
  return (
    <p role="alert" className="flex items-center gap-2 text-danger">
      <span className="min-w-0 flex-1">{tellProblem(load.error)}</span>
      <Button size="small" onClick={load.retry}>
        {app.retry}
      </Button>
    </p>
  )
}

import { CloudOff, TriangleAlert } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { isUnreachable } from '../sync/problem.ts'
import { tellProblem } from './problem-words.ts'

/** Stands where something should be that could not be loaded. What fails for want of a connection comes by itself. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { problem, app } = useWords()
  const isOffline = isUnreachable(error)
  return (
    <div role="alert" className="h-full">
      <Empty
        icon={isOffline ? CloudOff : TriangleAlert}
        title={problem.couldNotLoad}
        hint={isOffline ? problem.comesBack : tellProblem(error)}
      >
        <Button onClick={retry}>{app.retry}</Button>
      </Empty>
    </div>
  )
}

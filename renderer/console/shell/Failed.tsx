import { TriangleAlert } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { tellProblem } from './problem-words.ts'

/** Stands where something should be that could not be loaded. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { problem, app } = useWords()
  return (
    <div role="alert" className="h-full">
      <Empty icon={TriangleAlert} title={problem.couldNotLoad} hint={tellProblem(error)}>
        <Button onClick={retry}>{app.retry}</Button>
      </Empty>
    </div>
  )
}

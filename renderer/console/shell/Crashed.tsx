import { TriangleAlert } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'

/** Stands where something cannot be shown until the page is loaded again. */
export function Crashed() {
  const { problem } = useWords()
  return (
    <div role="alert" className="h-full flex-1">
      <Empty icon={TriangleAlert} title={problem.unexpected} hint={problem.loadAgainHint}>
        <Button onClick={() => location.reload()}>{problem.loadAgain}</Button>
      </Empty>
    </div>
  )
}

import { CloudOff } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { start } from './account.ts'
import { ServerButton } from './DoorFrame.tsx'

const AGAIN_MS = 5000

/** The server does not answer; it is asked again by itself. */
export function Unreachable() {
  const words = useWords()
  useEffect(() => {
    const timer = setTimeout(() => void start(), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <main className="h-full">
      <Empty icon={CloudOff} title={words.problem.unreachable} hint={words.signIn.unreachable}>
        <Button onClick={() => void start()}>{words.app.retry}</Button>
        <ServerButton />
      </Empty>
    </main>
  )
}

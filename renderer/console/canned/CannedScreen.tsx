import { useWords } from '../../words/useWords.ts'
import { Pane } from '../shell/Pane.tsx'
import { CannedReplies } from './CannedReplies.tsx'

/** Where agents keep their canned replies, and supervisors everybody's. */
export function CannedScreen() {
  const { canned: words } = useWords()
  return (
    <Pane label={words.title}>
      <header className="flex h-14 shrink-0 items-center border-b border-line px-4">
        <h2 className="text-lg font-semibold">{words.title}</h2>
      </header>
      <CannedReplies />
    </Pane>
  )
}

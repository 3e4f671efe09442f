import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { navigate } from './navigation.ts'
import type { Route } from './route.ts'

/** A pane that has nothing to show yet, or never will; on a phone it must still lead back to its list. */
export function PaneState({ back, children }: { back: Route; children: ReactNode }) {
  const { app } = useWords()
  return (
    <>
      <header className="p-2 md:hidden">
        <IconButton icon={ArrowLeft} label={app.back} onClick={() => navigate(back)} />
      </header>
      <div className="min-h-0 flex-1">{children}</div>
    </>
  )
}

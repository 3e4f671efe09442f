import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from './FormProblem.tsx'
import type { useAction } from './useAction.ts'

interface Props {
  saving: Pick<ReturnType<typeof useAction>, 'error' | 'isBusy'>
  /** What else can be done, at the left. */
  children?: ReactNode
}

/** The end of a form: what went wrong, and the button that saves. */
export function SaveRow({ saving, children }: Props) {
  const { app } = useWords()
  return (
    <>
      <FormProblem error={saving.error} />
      <div className="flex flex-wrap items-center gap-2">
        {children}
        <Button type="submit" look="primary" className="ml-auto" disabled={saving.isBusy}>
          {app.save}
        </Button>
      </div>
    </>
  )
}

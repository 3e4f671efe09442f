import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FormProblem } from './FormProblem.tsx'
import { useAction } from './useAction.ts'

interface Props {
  label: string
  /** On the button that does it. */
  sure: string
  lead?: string
  remove: () => Promise<void>
}

/** Deletes at the second press: what is deleted here cannot be brought back. */
export function DeleteTwice({ label, sure, lead, remove }: Props) {
  const [isSure, setSure] = useState(false)
  const deleting = useAction(remove)
  if (!isSure) return <Button onClick={() => setSure(true)}>{label}</Button>
  return (
    <>
      <Button look="danger" disabled={deleting.isBusy} onClick={() => deleting.run()}>
        {sure}
      </Button>
      {lead !== undefined && <span className="text-xs text-soft">{lead}</span>}
      <FormProblem error={deleting.error} />
    </>
  )
}

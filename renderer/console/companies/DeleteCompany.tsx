import type { Company } from '../../../server/contract/companies.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { navigate } from '../shell/navigation.ts'
import { toCompany } from '../shell/route.ts'
import { useAction } from '../shell/useAction.ts'
import { deleteCompany } from './load.ts'

interface Props {
  company: Company
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The server cannot bring a company back, so this asks first. */
export function DeleteCompany({ company, open, onOpenChange }: Props) {
  const { companies: words, app } = useWords()
  const deleting = useAction(async () => {
    await deleteCompany(company.id)
    sayDone(words.deleted)
    onOpenChange(false)
    navigate(toCompany(null), { replace: true })
  })
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={words.deleteTitle(company.name)}
      lead={words.deleteLead}
      closeLabel={app.close}
    >
      <FormProblem error={deleting.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{app.cancel}</Button>
        <Button look="danger" disabled={deleting.isBusy} onClick={() => deleting.run()}>
          {words.delete}
        </Button>
      </div>
    </DialogBox>
  )
}

import type { Company } from '../../../server/contract/companies.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { navigate } from '../shell/navigation.ts'
import { toCompany } from '../shell/route.ts'
import { CompanyForm } from './CompanyForm.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Adds a company that nobody's profile names yet. */
export function CreateCompany({ open, onOpenChange }: Props) {
  const { companies: words, app } = useWords()
  function done({ id }: Company) {
    sayDone(words.created)
    onOpenChange(false)
    navigate(toCompany(id))
  }
  return (
    <DialogBox open={open} onOpenChange={onOpenChange} title={words.create} closeLabel={app.close}>
      <CompanyForm company={null} onDone={done} />
    </DialogBox>
  )
}

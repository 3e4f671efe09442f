import type { Company } from '../../../server/contract/companies.ts'
import { useWords } from '../../words/useWords.ts'
import { DeleteDialog } from '../shell/DeleteDialog.tsx'
import { toCompany } from '../shell/route.ts'
import { deleteCompany } from './load.ts'

interface Props {
  company: Company
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function DeleteCompany({ company, ...dialog }: Props) {
  const { companies: words } = useWords()
  return (
    <DeleteDialog
      {...dialog}
      title={words.deleteTitle(company.name)}
      words={words}
      remove={() => deleteCompany(company.id)}
      next={toCompany(null)}
    />
  )
}

import { Building2 } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { Pane } from '../shell/Pane.tsx'
import { CompanyList } from './CompanyList.tsx'
import { CompanyPage } from './CompanyPage.tsx'

/** The list of companies, and the one that is open. */
export function CompaniesScreen({ companyId }: { companyId: string | null }) {
  const { companies: words } = useWords()
  return (
    <>
      <Pane label={words.list} isList isHidden={companyId !== null}>
        <CompanyList openId={companyId} />
      </Pane>
      {companyId === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={Building2} title={words.choose} hint={words.chooseHint} />
        </div>
      ) : (
        <CompanyPage key={companyId} id={companyId} />
      )}
    </>
  )
}

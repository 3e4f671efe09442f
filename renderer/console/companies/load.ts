import type { Company } from '../../../server/contract/companies.ts'
import { ask, call } from '../sync/api.ts'
import { learnCompanies } from '../sync/learn.ts'
import { learnAnswer } from '../sync/store.ts'

/** The address of what the server says of a company. */
export const companyPath = (id: string) => `/api/companies/${encodeURIComponent(id)}`

/** What is edited of a company. */
export type CompanyText = Pick<Company, 'name' | 'domains'>

/** Changes the company that was edited, or makes one of none; refused with `company_changed` where there is a later version. */
export const saveCompany = (
  edited: Company | null,
  { name, domains }: CompanyText,
): Promise<Company> =>
  learnAnswer(
    () =>
      ask<Company>(
        edited === null
          ? { method: 'POST', path: '/api/companies', body: { name, domains } }
          : {
              method: 'PUT',
              path: companyPath(edited.id),
              body: { name, domains, version: edited.version },
            },
      ),
    (now, company, askedAt) => learnCompanies(now, [company], askedAt),
  )

/** Deletes a company; its people stay. */
export const deleteCompany = (id: string) =>
  call<undefined>({ method: 'DELETE', path: companyPath(id) })

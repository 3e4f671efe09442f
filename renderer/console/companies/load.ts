import type { Company } from '../../../server/contract/companies.ts'
import { ask, call } from '../sync/api.ts'
import { learnCompanies } from '../sync/learn.ts'
import { change, world } from '../sync/store.ts'

/** The address of what the server says of a company. */
export const companyPath = (id: string) => `/api/companies/${encodeURIComponent(id)}`

/** What is edited of a company. */
export type CompanyText = Pick<Company, 'name' | 'domains'>

/** Changes the company that was edited, or makes one of none; refused with `company_changed` where there is a later version. */
export async function saveCompany(
  edited: Company | null,
  { name, domains }: CompanyText,
): Promise<Company> {
  const askedAt = world().seq
  const company = await ask<Company>(
    edited === null
      ? { method: 'POST', path: '/api/companies', body: { name, domains } }
      : {
          method: 'PUT',
          path: companyPath(edited.id),
          body: { name, domains, version: edited.version },
        },
  )
  change((now) => learnCompanies(now, [company], askedAt))
  return company
}

/** Deletes a company; its people stay. */
export const deleteCompany = (id: string) =>
  call<undefined>({ method: 'DELETE', path: companyPath(id) })

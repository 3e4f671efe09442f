import type { Customer, CustomerRef } from '../contract/customers.ts'
import type { CustomerRow } from './queries.ts'

/** The ids of a customer's tags. */
export const tagsOf = ({ tagIds }: Pick<CustomerRow, 'tagIds'>): string[] =>
  tagIds === '' ? [] : tagIds.split(',')

export const viewCustomer = (row: CustomerRow): Customer => ({
  id: row.id,
  email: row.email,
  name: row.name,
  phone: row.phone,
  company: row.company,
  companyId: row.companyId,
  fields: JSON.parse(row.fields) as Customer['fields'],
  tags: tagsOf(row),
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

export const viewCustomerRef = (row: Pick<CustomerRow, 'id' | 'email' | 'name'>): CustomerRef => ({
  id: row.id,
  email: row.email,
  name: row.name,
})

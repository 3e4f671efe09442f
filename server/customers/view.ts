import type { Customer, CustomerRef } from '../contract/customers.ts'
import type { CustomerRow } from './queries.ts'

export const viewCustomer = (row: CustomerRow): Customer => ({
  id: row.id,
  email: row.email,
  name: row.name,
  phone: row.phone,
  company: row.company,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

export const viewCustomerRef = (row: Pick<CustomerRow, 'id' | 'email' | 'name'>): CustomerRef => ({
  id: row.id,
  email: row.email,
  name: row.name,
})

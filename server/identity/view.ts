import type { Agent, User } from '../contract/identity.ts'
import type { UserRow } from './queries.ts'

export const viewUser = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  isActive: row.isActive === 1,
  language: row.language,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
})

export const viewAgent = (row: UserRow): Agent => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  isActive: row.isActive === 1,
  availability: row.availability === 'online' && row.isIdle === 1 ? 'away' : row.availability,
  isPresent: row.isPresent === 1,
  capacity: row.capacity,
})

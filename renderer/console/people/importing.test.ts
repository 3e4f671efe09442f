import { expect, test } from 'vitest'
import { suggested } from './importing.ts'

const fields = [
  { key: 'plan', label: 'Gói dịch vụ' },
  { key: 'company_size', label: 'Company size' },
]

test('columns go where their names say, each place once, the workspace’s own fields too', () => {
  const columns = [
    'Email',
    'Full name',
    'GOI DICH VU',
    'Company size',
    'Company',
    'Mail 2',
    'Tags',
    'x',
  ]
  expect(suggested(columns, fields)).toEqual([
    'email',
    'name',
    'fields.plan',
    'fields.company_size',
    'company',
    null,
    'tags',
    null,
  ])
})

test('what was exported is taken as it is', () => {
  expect(suggested(['id', 'email', 'name', 'fields.plan', 'company_size'], fields)).toEqual([
    'externalId',
    'email',
    'name',
    'fields.plan',
    'fields.company_size',
  ])
})

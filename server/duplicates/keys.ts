import { DuplicateReason } from '../contract/duplicates.ts'
import { folded } from '../contract/text.ts'
import type { CustomerRow } from '../customers/index.ts'

const PHONE_MIN = 7
// What is the same with and without the prefix of the country.
const PHONE_SAME = 9
const DOTS_SAY_NOTHING = new Set(['gmail.com', 'googlemail.com'])

type Compared = Pick<CustomerRow, 'name' | 'email' | 'phone' | 'company'>

const KEYS: Record<DuplicateReason, (customer: Compared) => string | null> = {
  phone({ phone }) {
    const digits = (phone ?? '').replaceAll(/\D/g, '').replace(/^0+/, '')
    return digits.length < PHONE_MIN ? null : digits.slice(-PHONE_SAME)
  },
  email({ email }) {
    const [box, domain] = (email ?? '').split('@')
    if (!box || !domain) return null
    const plain = box.replace(/\+.*$/, '')
    return DOTS_SAY_NOTHING.has(domain)
      ? `${plain.replaceAll('.', '')}@gmail.com`
      : `${plain}@${domain}`
  },
  nameCompany({ name, company }) {
    return company === null ? null : `${folded(name)}\n${folded(company)}`
  },
}

/** What a customer is compared by. */
export const keysOf = (customer: Compared): Array<{ kind: DuplicateReason; key: string }> =>
  DuplicateReason.options.flatMap((kind) => {
    const key = KEYS[kind](customer)
    return key === null ? [] : [{ kind, key }]
  })

/** Why two customers may be one. */
export const reasonsFor = (one: Compared, other: Compared): DuplicateReason[] =>
  DuplicateReason.options.filter((kind) => {
    const key = KEYS[kind](one)
    return key !== null && key === KEYS[kind](other)
  })

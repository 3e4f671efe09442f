import type {
  CreateCustomerFieldBody,
  CustomerField,
  UpdateCustomerFieldBody,
} from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import { ask, call } from '../sync/api.ts'
import { learnCustomers } from '../sync/learn.ts'
import { learn, learnAnswer, useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const PATH = '/api/customer-fields'
const NONE: readonly CustomerField[] = []

const loadFields = () =>
  learn(
    () => call<{ data: CustomerField[] }>({ path: PATH }),
    (now, { data }) => ({ ...now, customerFields: data }),
  )

/** The fields kept about customers, archived ones too, in their order; live. */
export function useFields() {
  const fields = useWorld((now) => now.customerFields)
  const load = useLoad(fields === null ? 'customer fields' : null, loadFields)
  return { fields: fields ?? NONE, load, isKnown: fields !== null }
}

const NO_LABELS: ReadonlyMap<string, string> = new Map()
const labelsOf = new WeakMap<readonly CustomerField[], ReadonlyMap<string, string>>()

/** What the fields are called, by their keys; made once for all the entries of a timeline. */
export function useLabels(): ReadonlyMap<string, string> {
  const fields = useWorld((now) => now.customerFields)
  if (fields === null) return NO_LABELS
  const known = labelsOf.get(fields)
  if (known) return known
  const labels = new Map(fields.map(({ key, label }) => [key, label]))
  labelsOf.set(fields, labels)
  return labels
}

export const createField = (body: CreateCustomerFieldBody) =>
  ask<CustomerField>({ method: 'POST', path: PATH, body })

export const updateField = (id: string, body: UpdateCustomerFieldBody) =>
  ask<CustomerField>({ method: 'PUT', path: `${PATH}/${encodeURIComponent(id)}`, body })

export const orderFields = (ids: readonly string[]) =>
  call({ method: 'PUT', path: `${PATH}/order`, body: { ids } })

/** Puts a tag on a customer or takes it off. */
export function setTag(customerId: string, tagId: string, isOn: boolean) {
  const path = `/api/customers/${encodeURIComponent(customerId)}/tags`
  const body = isOn ? { add: [tagId] } : { remove: [tagId] }
  return learnAnswer(
    () => ask<Customer>({ method: 'PUT', path, body }),
    (now, customer, askedAt) => learnCustomers(now, [customer], askedAt),
  )
}

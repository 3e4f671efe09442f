import { z } from 'zod'
import { FieldValue } from './customer-fields.ts'
import { answer, listed, PageQuery, totalled } from './envelope.ts'
import { email, id, isBlank, line, rawText, time } from './text.ts'

/**
 * A person. `email` is null for one known by another identity only; `company` is the name of the company they belong to,
 * `fields` what the workspace keeps about them, by the keys of its own fields. `version` grows with every change.
 */
export const Customer = z.object({
  id,
  email: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  companyId: id.nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tags: z.array(id),
  version: z.number().int(),
  createdAt: time,
  updatedAt: time,
})
export type Customer = z.infer<typeof Customer>

/** A customer as other records name them. */
export const CustomerRef = Customer.pick({ id: true, email: true, name: true })
export type CustomerRef = z.infer<typeof CustomerRef>

const fields = {
  email,
  name: line(2, 100),
  phone: line(0, 20).nullable().optional(),
  company: line(0, 200).nullable().optional(),
  /** Values of the workspace's own fields by their keys; null takes one away, what is left out stays. */
  fields: z.record(z.string().max(40), FieldValue).optional(),
}

/** `company` is a company's name: one of that name is made where there is none. */
export const CreateCustomerBody = z.strictObject(fields)
export type CreateCustomerBody = z.infer<typeof CreateCustomerBody>

/** `version`: the one that was changed. Where there is a later one: 409 `customer_changed`, with it as `current`. */
export const UpdateCustomerBody = z.strictObject({
  ...fields,
  version: z.number().int().min(1).optional(),
  email: email.optional(),
  name: line(2, 100).optional(),
})
export type UpdateCustomerBody = z.infer<typeof UpdateCustomerBody>

/**
 * `q` matches name, e-mail, phone and company whatever their case and accents; `companyId` those of a company; `cursor`
 * pages by key instead of by number.
 */
export const CustomerListQuery = PageQuery.extend({
  q: rawText.trim().max(200).optional(),
  companyId: z.guid().toLowerCase().optional(),
  cursor: z.string().max(200).optional(),
})
export type CustomerListQuery = z.infer<typeof CustomerListQuery>

export const CustomerAnswer = answer(Customer)
export const MaybeCustomerAnswer = answer(Customer.nullable())
export const CustomerList = listed(Customer)

export const IdentityKind = z.enum(['email', 'phone', 'visitor', 'crisp', 'external'])
export type IdentityKind = z.infer<typeof IdentityKind>

/**
 * One way to recognise a customer. `isVerified`: proven, and not only said. The primary e-mail address and phone number
 * are those the customer is shown with.
 */
export const CustomerIdentity = z.object({
  id,
  kind: IdentityKind,
  value: z.string(),
  isVerified: z.boolean(),
  isPrimary: z.boolean(),
  createdAt: time,
})
export type CustomerIdentity = z.infer<typeof CustomerIdentity>

const phone = line(4, 20).regex(/^\+?[\d\s().-]+$/, {
  error: 'must be a number such as +84 900 000 000',
})
const externalId = line(1, 200)

/** A further e-mail address, phone number or id in another system. Each belongs to one customer only. */
export const AddIdentityBody = z
  .strictObject({ kind: z.enum(['email', 'phone', 'external']), value: line(1, 254) })
  .transform(({ kind, value }) => ({ kind, value: kind === 'email' ? value.toLowerCase() : value }))
  .superRefine(({ kind, value }, context) => {
    const read = kind === 'email' ? email : kind === 'phone' ? phone : externalId
    for (const issue of read.safeParse(value).error?.issues ?? [])
      context.addIssue({ ...issue, path: ['value'] })
  })
export type AddIdentityBody = z.infer<typeof AddIdentityBody>

/** Tags to put on a customer, and tags to take off. */
export const RetagCustomerBody = z.strictObject({
  add: z.array(z.guid().toLowerCase()).max(50).default([]),
  remove: z.array(z.guid().toLowerCase()).max(50).default([]),
})

/** What an agent noted about a customer. */
export const CustomerNote = z.object({
  id,
  customerId: id,
  authorId: id,
  content: z.string(),
  createdAt: time,
  editedAt: time.nullable(),
})
export type CustomerNote = z.infer<typeof CustomerNote>

export const CustomerNoteBody = z.strictObject({
  content: rawText
    .trim()
    .max(5_000)
    .refine((text) => !isBlank(text), { error: 'must have something visible' }),
})

export const IdentityList = totalled(CustomerIdentity)
export const NoteAnswer = answer(CustomerNote)
export const NoteList = totalled(CustomerNote)

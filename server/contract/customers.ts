import { z } from 'zod'
import { answer, listed, PageQuery } from './envelope.ts'
import { email, id, line, rawText, time } from './text.ts'

/** A person. `email` is null for one known by another identity only. */
export const Customer = z.object({
  id,
  email: z.string().nullable(),
  name: z.string(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
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
}

export const CreateCustomerBody = z.strictObject(fields)
export type CreateCustomerBody = z.infer<typeof CreateCustomerBody>

export const UpdateCustomerBody = z.strictObject({
  ...fields,
  email: email.optional(),
  name: line(2, 100).optional(),
})
export type UpdateCustomerBody = z.infer<typeof UpdateCustomerBody>

/** `q` matches name, e-mail, phone and company whatever their case and accents; `cursor` pages by key instead of by number. */
export const CustomerListQuery = PageQuery.extend({
  q: rawText.trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
})
export type CustomerListQuery = z.infer<typeof CustomerListQuery>

export const CustomerAnswer = answer(Customer)
export const MaybeCustomerAnswer = answer(Customer.nullable())
export const CustomerList = listed(Customer)

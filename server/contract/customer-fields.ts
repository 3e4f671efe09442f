import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { id, line, rawText } from './text.ts'

/** What a field holds. A date is a day, `2026-11-26`; an address is http or https. */
export const CustomerFieldType = z.enum(['text', 'number', 'date', 'boolean', 'choice', 'url'])
export type CustomerFieldType = z.infer<typeof CustomerFieldType>

/** A field the workspace keeps about its customers. One that is archived keeps its values and takes no more. */
export const CustomerField = z.object({
  id,
  key: z.string(),
  label: z.string(),
  type: CustomerFieldType,
  choices: z.array(z.string()),
  isArchived: z.boolean(),
})
export type CustomerField = z.infer<typeof CustomerField>

const key = rawText
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must be one word such as plan or renewal_date' })
const label = line(1, 60)
const choices = z
  .array(line(1, 100))
  .max(100)
  .refine((all) => new Set(all).size === all.length, { error: 'choices must be unique' })

/** `key` is what programs call it and stays; so does the type. A choice needs something to choose. */
export const CreateCustomerFieldBody = z
  .strictObject({ key, label, type: CustomerFieldType, choices: choices.default([]) })
  .refine(({ type, choices: all }) => type !== 'choice' || all.length > 0, {
    path: ['choices'],
    error: 'a choice needs something to choose',
  })
export type CreateCustomerFieldBody = z.infer<typeof CreateCustomerFieldBody>

/** What is left out stays. */
export const UpdateCustomerFieldBody = z.strictObject({
  label: label.optional(),
  choices: choices.optional(),
  isArchived: z.boolean().optional(),
})
export type UpdateCustomerFieldBody = z.infer<typeof UpdateCustomerFieldBody>

/** `PUT /api/customer-fields/order`: every field's id, in the order they are shown. */
export const CustomerFieldOrderBody = z.strictObject({
  ids: z.array(z.guid().toLowerCase()).max(200),
})

/** What a field of a customer can be set to; null takes it away. */
export const FieldValue = z.union([rawText.max(500), z.number(), z.boolean(), z.null()])
export type FieldValue = z.infer<typeof FieldValue>

export const CustomerFieldAnswer = answer(CustomerField)
export const CustomerFieldList = totalled(CustomerField)

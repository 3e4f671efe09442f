import { z } from 'zod'
import { answer, totalled } from './envelope.ts'
import { BoundedCount, InboxFilter } from './inbox.ts'
import { id, line } from './text.ts'

/** A filter of the inbox under a name: one agent's own, or (`isShared`) everybody's. */
export const SavedView = z.object({
  id,
  name: z.string(),
  ownerId: id,
  isShared: z.boolean(),
  filter: InboxFilter,
})
export type SavedView = z.infer<typeof SavedView>

/** Only supervisors and admins share views. */
export const SavedViewBody = z.strictObject({
  name: line(1, 60),
  isShared: z.boolean().default(false),
  filter: InboxFilter,
})
export type SavedViewBody = z.output<typeof SavedViewBody>

/** `PUT /api/views/order`: views in the order they are to be listed; those not named keep their place after them. */
export const ViewOrderBody = z.strictObject({ ids: z.array(z.guid().toLowerCase()).max(200) })

/** How many conversations a view holds for whoever asks, at most ninety-nine and whether there are more. */
export const SavedViewCount = BoundedCount.extend({ id })
export type SavedViewCount = z.infer<typeof SavedViewCount>

export const SavedViewAnswer = answer(SavedView)
export const SavedViewList = totalled(SavedView)
export const SavedViewCounts = totalled(SavedViewCount)

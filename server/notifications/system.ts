import type { Tx } from '../db/transaction.ts'
import { notify } from './actions.ts'
import { activeStaff } from './queries.ts'

/** Tells the admins of a job that will not be tried again. */
export async function tellOfGivenUp(tx: Tx, job: { id: string; kind: string }): Promise<void> {
  const subject = {
    kind: 'system',
    cause: `job ${job.id}`,
    about: 'system',
    aboutId: null,
    ticketNumber: null,
    who: '',
    excerpt: job.kind,
  } as const
  const staff = await activeStaff(tx.sql)
  const admins = staff.filter(({ role }) => role === 'admin')
  await notify(
    tx,
    admins.map(({ id: agentId }) => ({ agentId, subject })),
  )
}

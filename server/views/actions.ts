import type { SavedView, SavedViewBody } from '../contract/views.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { type Asker, changeable, refuseSharing } from './policy.ts'
import { neighbours, type SavedViewRow, takeView, viewSaved } from './queries.ts'

// Each is counted whenever the inbox changes.
const MOST_BESIDE = 30

/** Saves a view; throws `forbidden` or `too_many_views`. */
export const createView = (
  database: Database,
  asker: Asker,
  { name, isShared, filter }: SavedViewBody,
): Promise<SavedView> =>
  database.transaction(async (tx) => {
    refuseSharing(asker, isShared)
    const row = await tx.sql
      .insertInto('savedViews')
      .values({
        id: newId(),
        ownerId: asker.id,
        name,
        isShared: Number(isShared),
        filter: JSON.stringify(filter),
        position: await lastPlace(tx, asker.id, Number(isShared)),
        createdAt: tx.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    tell(tx, row)
    return viewSaved(row)
  })

async function lastPlace(tx: Tx, ownerId: string, isShared: number): Promise<number> {
  const { count, last } = await neighbours(tx.sql, ownerId, isShared)
  if (count >= MOST_BESIDE) throw problem('too_many_views')
  return last + 1
}

/** Changes a view; throws `view_not_found`, `forbidden` or `too_many_views`. */
export const updateView = (
  database: Database,
  asker: Asker,
  id: string,
  { name, isShared, filter }: SavedViewBody,
): Promise<SavedView> =>
  database.transaction(async (tx) => {
    const before = changeable(asker, await takeView(tx, id))
    refuseSharing(asker, isShared)
    const isMoved = Number(isShared) !== before.isShared
    const after = {
      ...before,
      name,
      isShared: Number(isShared),
      filter: JSON.stringify(filter),
      position: isMoved ? await lastPlace(tx, before.ownerId, Number(isShared)) : before.position,
    }
    const { id: _, ...columns } = after
    await tx.sql.updateTable('savedViews').set(columns).where('id', '=', id).execute()
    tell(tx, before)
    if (isMoved) tell(tx, after)
    return viewSaved(after)
  })

/** Deletes a view; throws `view_not_found` or `forbidden`. */
export const deleteView = (database: Database, asker: Asker, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    const view = changeable(asker, await takeView(tx, id))
    await tx.sql.deleteFrom('savedViews').where('id', '=', id).execute()
    tell(tx, view)
  })

/** Puts views into an order; throws `view_not_found` or `forbidden` where one may not be moved. */
export const orderViews = (
  database: Database,
  asker: Asker,
  ids: readonly string[],
): Promise<void> =>
  database.transaction(async (tx) => {
    const taken = new Map<string, SavedViewRow>()
    // Always in the order of their ids, so that two who sort never wait for each other.
    for (const id of ids.toSorted()) taken.set(id, changeable(asker, await takeView(tx, id)))
    // Before all that are not named.
    for (const [place, id] of ids.entries())
      await tx.sql
        .updateTable('savedViews')
        .set({ position: place - ids.length })
        .where('id', '=', id)
        .execute()
    const told = new Map([...taken.values()].map((view) => [audienceOf(view), view]))
    for (const view of told.values()) tell(tx, view)
  })

const audienceOf = ({ isShared, ownerId }: SavedViewRow) => (isShared === 1 ? null : ownerId)

// Whose views changed, and no more: what a colleague looks for is nobody else's business.
const tell = (tx: Tx, view: SavedViewRow): void =>
  append(tx, { kind: 'views.changed', refs: {}, body: { ownerId: audienceOf(view) } })

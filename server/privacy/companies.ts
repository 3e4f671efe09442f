import { amongIds } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'

/** Removes those of these companies that nobody belongs to any more and that have no domain: they were only said of somebody. */
export async function eraseCompanies(tx: Tx, ids: readonly string[]): Promise<void> {
  const gone = await tx.sql
    .deleteFrom('companies')
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('customers')
            .select('customers.id')
            .whereRef('customers.companyId', '=', 'companies.id'),
        ),
      ),
    )
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('companyDomains')
            .select('domain')
            .whereRef('companyDomains.companyId', '=', 'companies.id'),
        ),
      ),
    )
    .returning('id')
    .execute()
  for (const { id } of gone) append(tx, { kind: 'company.deleted', refs: {}, body: { id } })
}

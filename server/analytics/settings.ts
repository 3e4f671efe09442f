import { ReportSettings } from '../contract/analytics.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { storedValues, writeSettings } from '../settings/index.ts'

const KEY = 'reports'

// As everywhere in the settings: what cannot be read counts as not set.
const Stored = ReportSettings.catch(ReportSettings.parse({}))

/** What reports go by, defaults filled in. */
export const readReportSettings = async (sql: Sql): Promise<ReportSettings> =>
  Stored.parse((await storedValues(sql, [KEY]))[KEY] ?? {})

/** Changes what reports go by. */
export async function writeReportSettings(
  tx: Tx,
  settings: ReportSettings,
): Promise<ReportSettings> {
  await writeSettings(tx, { [KEY]: settings })
  return readReportSettings(tx.sql)
}

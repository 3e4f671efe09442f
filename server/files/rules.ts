import type { UploadRules } from '../contract/files.ts'
import type { Database } from '../db/transaction.ts'
import { chatConfig } from '../settings/index.ts'

const MEGABYTE = 1_048_576

/** What may be sent as a file: customers only while that is switched on, agents always. */
export async function uploadRules(database: Database): Promise<UploadRules> {
  const { files } = await chatConfig(database)
  return { isAllowed: files.isAllowed, maxBytes: files.maxMegabytes * MEGABYTE, types: files.types }
}

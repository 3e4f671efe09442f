import type { UploadRules } from '../../server/contract/files.ts'
import type { FILE_LOST, UPLOAD_REFUSED } from './refused.ts'

/** Why a file is not sent: ours before the upload, or what came of it (`text` is the server's own). */
export interface FileProblem {
  code: 'empty' | 'large' | 'kind' | 'many' | 'broken' | typeof FILE_LOST | typeof UPLOAD_REFUSED
  text?: string
}

/** As many files as one message may have (`ATTACHMENTS_MAX` of the contract, which brings its schemas along). */
export const MOST_FILES = 10

function isTaken({ types }: UploadRules, said: string): boolean {
  // Unknown to the browser: the server looks at the content.
  if (said === '' || said === 'application/octet-stream') return true
  // The server tells every text by its content, and has one name for archives.
  const type = /^text\/(?!html)|json$/.test(said) ? 'text/plain' : said.replace(/x-zip-.*/, 'zip')
  return types.includes(type) || types.includes(type.replace(/\/.*/, '/*'))
}

/** What speaks against a file before its upload, `already` being how many there are; nothing does, when null. */
export function problemOf(file: File, rules: UploadRules, already: number): FileProblem | null {
  if (already >= MOST_FILES) return { code: 'many' }
  if (file.size === 0) return { code: 'empty' }
  if (file.size > rules.maxBytes) return { code: 'large' }
  return isTaken(rules, file.type) ? null : { code: 'kind' }
}

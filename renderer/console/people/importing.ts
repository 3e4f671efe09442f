import { useEffect, useState } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type {
  CustomerImport,
  ImportKey,
  ImportMapping,
  ImportTarget,
} from '../../../server/contract/imports.ts'
import { folded } from '../../../server/contract/text.ts'
import { ask, download, withQuery } from '../sync/api.ts'

const pathOf = (id: string) => `/api/imports/${encodeURIComponent(id)}`

export const uploadImport = (file: File) =>
  ask<CustomerImport>({
    method: 'POST',
    path: withQuery('/api/imports', { name: file.name.slice(0, 255) }),
    file,
  })

export const mapImport = (id: string, mapping: ImportMapping) =>
  ask<CustomerImport>({ method: 'PUT', path: pathOf(id), body: mapping })

export const startImport = (id: string) =>
  ask<CustomerImport>({ method: 'POST', path: `${pathOf(id)}/start`, body: {} })

export const listCustomerFields = () => ask<CustomerField[]>({ path: '/api/customer-fields' })

export const saveFailures = (id: string) =>
  download(`${pathOf(id)}/failures`, 'rows-not-imported.csv')

export const TARGETS = ['email', 'name', 'phone', 'company', 'externalId'] as const
export const KEYS: readonly ImportKey[] = ['email', 'externalId']

const HEADINGS: Record<(typeof TARGETS)[number], RegExp> = {
  email: /mail/,
  name: /^(full ?)?name$|^(ho )?ten|customer|khach/,
  phone: /phone|mobile|tel|dien thoai|sdt/,
  company: /company|organi[sz]ation|cong ty/,
  externalId: /^(external|customer|user)?[ _-]?id$|^ma /,
}

/** Where the columns of a file probably go, by their names; each place once. */
export function suggested(columns: readonly string[]): Array<ImportTarget | null> {
  const free = new Set<(typeof TARGETS)[number]>(TARGETS)
  return columns.map((column) => {
    const heading = folded(column.trim())
    const found = [...free].find((target) => HEADINGS[target].test(heading))
    if (found) free.delete(found)
    return found ?? null
  })
}

const LOOK_MS = 500

/** An import as it stands, looked at again and again while the server works on it. */
export function useProgress(begun: CustomerImport): CustomerImport {
  const [now, setNow] = useState(begun)
  const isWorking = now.state === 'checking' || now.state === 'running'
  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(() => {
      ask<CustomerImport>({ path: pathOf(begun.id) }).then(setNow, () => undefined)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [begun.id, isWorking])
  return now
}

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

export const TARGETS = ['email', 'name', 'phone', 'company', 'tags', 'externalId'] as const
export const KEYS: readonly ImportKey[] = ['email', 'externalId']

const HEADINGS: Record<(typeof TARGETS)[number], RegExp> = {
  email: /mail/,
  name: /^(full ?)?name$|^(ho )?ten|customer|khach/,
  phone: /phone|mobile|tel|dien thoai|sdt/,
  company: /company|organi[sz]ation|cong ty/,
  tags: /^(tag|label|nhan|the)s?( |$)/,
  externalId: /^(external|customer|user)?[ _-]?id$|^ma /,
}

type Place = { target: ImportTarget; isCalled: (heading: string) => boolean }

/**
 * Where the columns of a file probably go, by their names; each place once. The workspace's own fields come first: they
 * are called by the very word, or as our own export calls them.
 */
export function suggested(
  columns: readonly string[],
  fields: ReadonlyArray<Pick<CustomerField, 'key' | 'label'>>,
): Array<ImportTarget | null> {
  const free = new Set<Place>([
    ...fields.map(({ key, label }): Place => {
      const names = new Set([key, `fields.${key}`, folded(label)])
      return { target: `fields.${key}`, isCalled: (heading) => names.has(heading) }
    }),
    ...TARGETS.map((target) => ({
      target,
      isCalled: (heading: string) => HEADINGS[target].test(heading),
    })),
  ])
  return columns.map((column) => {
    const found = [...free].find(({ isCalled }) => isCalled(folded(column.trim())))
    if (found) free.delete(found)
    return found?.target ?? null
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

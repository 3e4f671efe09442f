import { useEffect, useState } from 'react'
import type { CrispStatus, UpdateCrispWebsiteBody } from '../../../../server/contract/crisp.ts'
import { ask } from '../../sync/api.ts'
import { useLoad } from '../../sync/useLoad.ts'

const LOOK_MS = 2_000

const pathOf = (websiteId: string) => `/api/crisp/websites/${encodeURIComponent(websiteId)}`

/** How the connection to Crisp stands, looked at again and again while somebody sees it. */
export function useCrispStatus() {
  const [status, setStatus] = useState<CrispStatus | null>(null)
  const look = async () => setStatus(await ask<CrispStatus>({ path: '/api/crisp/status' }))
  const load = useLoad('crisp', look)
  const isThere = status !== null
  useEffect(() => {
    if (!isThere) return
    const timer = setInterval(() => {
      ask<CrispStatus>({ path: '/api/crisp/status' }).then(setStatus, () => {
        // What is shown stays until the server can be asked again.
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [isThere])
  return { status, load, look }
}

export const changeWebsite = (websiteId: string, body: UpdateCrispWebsiteBody) =>
  ask({ method: 'PUT', path: pathOf(websiteId), body })

export const beginBackfill = (websiteId: string) =>
  ask({ method: 'POST', path: `${pathOf(websiteId)}/backfill` })

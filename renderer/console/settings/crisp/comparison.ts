import { useEffect, useState } from 'react'
import type {
  Difference,
  Reconciliation,
  ReconciliationDetail,
} from '../../../../server/contract/crisp-reconciliation.ts'
import { ask, askPage, call, withQuery } from '../../sync/api.ts'
import { useLoad } from '../../sync/useLoad.ts'

const LOOK_MS = 1_500

const ofWebsite = (websiteId: string) =>
  `/api/crisp/websites/${encodeURIComponent(websiteId)}/reconciliations`
const ofOne = (id: string) => `/api/crisp/reconciliations/${encodeURIComponent(id)}`

const isUnderWay = ({ state }: ReconciliationDetail) => state === 'wanted' || state === 'running'

async function newest(websiteId: string): Promise<ReconciliationDetail | null> {
  const { data } = await call<{ data: Reconciliation[] }>({ path: ofWebsite(websiteId) })
  const [last] = data
  return last ? ask<ReconciliationDetail>({ path: ofOne(last.id) }) : null
}

/** The last comparison of a website, followed while it goes on; and beginning or repairing one. */
export function useComparison(websiteId: string) {
  const [report, setReport] = useState<ReconciliationDetail | null>(null)
  const load = useLoad(`comparison ${websiteId}`, async () => setReport(await newest(websiteId)))
  const followed = report !== null && isUnderWay(report) ? report.id : null
  useEffect(() => {
    if (followed === null) return
    const timer = setInterval(() => {
      ask<ReconciliationDetail>({ path: ofOne(followed) }).then(setReport, () => {
        // What is shown stays until the server can be asked again.
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [followed])
  return {
    report,
    load,
    isBusy: followed !== null,
    compare: async (from: string, to: string) =>
      setReport(await ask({ method: 'POST', path: ofWebsite(websiteId), body: { from, to } })),
    repair: async (id: string) =>
      setReport(await ask({ method: 'POST', path: `${ofOne(id)}/repair` })),
  }
}

/** What a comparison found, from a cursor on. */
export const differencesOf = (id: string, cursor: string | undefined) =>
  askPage<Difference>(withQuery(`${ofOne(id)}/differences`, { cursor }))

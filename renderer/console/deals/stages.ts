import type { CreateDealStageBody, DealStage } from '../../../server/contract/deals.ts'
import type { Catalogue } from '../../words/en.ts'
import { useWords } from '../../words/useWords.ts'
import { ask, call, withQuery } from '../sync/api.ts'
import { learn, useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const PATH = '/api/deal-stages'
const NONE: readonly DealStage[] = []

const loadStages = () =>
  learn(
    () => ask<DealStage[]>({ path: PATH }),
    // What the stream told meanwhile is newer.
    (now, stages, askedAt) =>
      now.dealStages !== null && now.seq > askedAt ? now : { ...now, dealStages: stages },
  )

/** The stages deals go through, in their order; live. */
export function useStages() {
  const stages = useWorld((now) => now.dealStages)
  const load = useLoad(stages === null ? 'deal stages' : null, loadStages)
  return { stages: stages ?? NONE, load, isKnown: stages !== null }
}

/** What a stage is called: one of those a workspace begins with in the reader's language, until it is named anew. */
export const stageName = (
  { name, standard }: Pick<DealStage, 'name' | 'standard'>,
  words: Catalogue,
) => (standard === null ? name : words.deals.standard[standard])

/** What stages are called, for the reader. */
export function useStageName() {
  const words = useWords()
  return (stage: Pick<DealStage, 'name' | 'standard'>) => stageName(stage, words)
}

const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`

export const createStage = (body: CreateDealStageBody) =>
  ask<DealStage>({ method: 'POST', path: PATH, body })

export const renameStage = (id: string, name: string) =>
  ask<DealStage>({ method: 'PUT', path: pathOf(id), body: { name } })

export const orderStages = (ids: readonly string[]) =>
  call({ method: 'PUT', path: `${PATH}/order`, body: { ids } })

/** Removes a stage; its deals go to another. */
export const removeStage = (id: string, moveTo: string) =>
  call<undefined>({ method: 'DELETE', path: withQuery(pathOf(id), { moveTo }) })

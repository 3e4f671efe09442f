import type { Deal } from '../../../server/contract/deals.ts'
import { useWords } from '../../words/useWords.ts'
import { useWorld } from '../sync/store.ts'

/** Whose deal it is; whoever has left is named so. */
export function Owner({ deal }: { deal: Deal }) {
  const { deals: words } = useWords()
  const agent = useWorld((world) => world.agents[deal.ownerId]?.value)
  return (
    <>
      <bdi>{agent?.name ?? deal.owner.name}</bdi>
      {agent?.isActive === false && <span className="text-warn"> ({words.left})</span>}
    </>
  )
}

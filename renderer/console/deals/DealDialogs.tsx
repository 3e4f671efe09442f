import { closeDealDialog, useAsked } from './dialog.ts'
import { NewDeal } from './NewDeal.tsx'
import { OpenDeal } from './OpenDeal.tsx'

/** The dialogs of deals, wherever they are asked for. */
export function DealDialogs() {
  const asked = useAsked((state) => state.asked)
  if (!asked) return null
  if (asked.does === 'open')
    return <OpenDeal key={asked.dealId} id={asked.dealId} onClose={closeDealDialog} />
  return <NewDeal asked={asked} />
}

import { Handshake } from 'lucide-react'
import { useState } from 'react'
import type { Deal, DealMove } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { DeleteDialog } from '../shell/DeleteDialog.tsx'
import { useRoute } from '../shell/navigation.ts'
import type { Route } from '../shell/route.ts'
import { currentOf } from '../sync/problem.ts'
import { DealForm, type Written } from './DealForm.tsx'
import { DealHistory } from './DealHistory.tsx'
import { DealLinks } from './DealLinks.tsx'
import { deleteDeal, updateDeal } from './load.ts'
import { useDeal } from './useDeals.ts'

interface Props {
  id: string
  onClose: () => void
}

/** The board without what is open on it; any other place as it is. */
const without = (route: Route): Route =>
  route.screen === 'deals' ? { ...route, dealId: null } : route

/** A deal to look at and to edit, with its way through the stages; it may be deleted. */
export function OpenDeal({ id, onClose }: Props) {
  const { deals: words, app } = useWords()
  const { deal, history, isGone, load } = useDeal(id)
  const [isDeleting, setDeleting] = useState(false)
  if (isDeleting && deal)
    return <Deleting deal={deal} onClose={onClose} onBack={() => setDeleting(false)} />
  const gone = <Empty icon={Handshake} title={words.gone} />
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={deal?.title ?? words.title}
      closeLabel={app.close}
    >
      {isGone ? (
        gone
      ) : deal ? (
        <Editing
          deal={deal}
          history={history}
          onClose={onClose}
          onDelete={() => setDeleting(true)}
        />
      ) : (
        <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
      )}
    </DialogBox>
  )
}

interface DeletingProps {
  deal: Deal
  onClose: () => void
  onBack: () => void
}

function Deleting({ deal, onClose, onBack }: DeletingProps) {
  const { deals: words } = useWords()
  const here = useRoute(({ route }) => route)
  return (
    <DeleteDialog
      title={words.deleteTitle(deal.title)}
      words={{ deleteLead: words.deleteLead, delete: words.delete, deleted: words.deleted }}
      remove={async () => {
        await deleteDeal(deal.id)
        onClose()
      }}
      next={without(here)}
      open
      onOpenChange={onBack}
    />
  )
}

interface EditingProps {
  deal: Deal
  history: readonly DealMove[] | null
  onClose: () => void
  onDelete: () => void
}

function Editing({ deal, history, onClose, onDelete }: EditingProps) {
  const { deals: words, app } = useWords()
  // The form stands on what was there when it was opened.
  const [opened] = useState(deal)
  const [version, setVersion] = useState(deal.version)
  async function send(written: Written): Promise<Deal | null> {
    try {
      await updateDeal(deal.id, { ...written, version })
    } catch (error) {
      const current = currentOf<Deal>(error, 'deal_changed')
      if (!current) throw error
      // The next try replaces it.
      setVersion(current.version)
      return current
    }
    onClose()
    return null
  }
  return (
    <>
      <DealLinks deal={deal} />
      <DealForm initial={opened} owner={opened.owner} submit={app.save} send={send}>
        <Button look="quiet" className="mr-auto" onClick={onDelete}>
          {words.delete}
        </Button>
      </DealForm>
      {history && <DealHistory history={history} />}
    </>
  )
}

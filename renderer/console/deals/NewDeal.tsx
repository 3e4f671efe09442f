import { useState } from 'react'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { workspaceSettings } from '../settings/resources.ts'
import { useMe } from '../shell/account.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useLoad } from '../sync/useLoad.ts'
import { CustomerSearch } from '../tickets/CustomerSearch.tsx'
import { DealForm } from './DealForm.tsx'
import { type Asked, closeDealDialog } from './dialog.ts'
import { createDeal } from './load.ts'
import { useStages } from './stages.ts'

interface Props {
  asked: Extract<Asked, { does: 'add' }>
}

/** Asks for a new deal, and first whose it is where that is not known. */
export function NewDeal({ asked }: Props) {
  const { deals: words, app } = useWords()
  const [chosen, setChosen] = useState(asked.customer ?? null)
  return (
    <DialogBox
      open
      onOpenChange={closeDealDialog}
      title={words.addTitle}
      lead={chosen?.name ?? words.forWhom}
      closeLabel={app.close}
    >
      {chosen ? (
        <AddForm asked={asked} customerId={chosen.id} />
      ) : (
        <CustomerSearch onChoose={setChosen} />
      )}
    </DialogBox>
  )
}

function AddForm({ asked, customerId }: Props & { customerId: string }) {
  const { deals: words, app } = useWords()
  const ownerId = useMe().id
  const { stages, load: stagesLoad } = useStages()
  const load = useLoad('currency of the workspace', workspaceSettings.load)
  const currency = workspaceSettings.use(({ saved }) => saved?.currency)
  const first = stages.find(({ category }) => category === 'open')
  if (currency === undefined || !first)
    return (
      <Arriving
        load={load.error ? load : stagesLoad}
        skeleton={<PageSkeleton label={app.loading} />}
      />
    )
  return (
    <DealForm
      initial={{
        title: '',
        amount: null,
        currency,
        stageId: first.id,
        ownerId,
        expectedOn: null,
        lostReason: null,
      }}
      submit={words.submit}
      send={async ({ lostReason: _, ...written }) => {
        const { conversationId } = asked
        await createDeal({
          ...written,
          customerId,
          ...(conversationId && { conversationId }),
        })
        closeDealDialog()
        return null
      }}
    />
  )
}

import { useState } from 'react'
import type { MergeChoice, MergePreview } from '../../../server/contract/merging.ts'
import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { useLoad } from '../sync/useLoad.ts'
import { Belongings } from './Belongings.tsx'
import { mergeCustomers, previewMerge } from './merging.ts'
import { SurvivingField } from './SurvivingField.tsx'

interface Props {
  id: string
  otherId: string
  backLabel: string
  onBack: () => void
  onDone: () => void
}

/** What a merge does, with a choice wherever both have a value. */
export function MergeForm({ id, otherId, ...rest }: Props) {
  const { app } = useWords()
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const load = useLoad(`merge ${id} ${otherId}`, async () =>
    setPreview(await previewMerge(id, otherId)),
  )
  if (load.error || !preview)
    return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  return <Choices preview={preview} {...rest} />
}

function Choices({
  preview,
  backLabel,
  onBack,
  onDone,
}: Omit<Props, 'id' | 'otherId'> & { preview: MergePreview }) {
  const { people } = useWords()
  const { survivor, merged, fields, moves } = preview
  const [chosen, setChosen] = useState<MergeChoice>({})
  const merging = useAction(async () => {
    await mergeCustomers(survivor.id, merged.id, chosen)
    sayDone(people.merge.done)
    onDone()
  })
  const shown = fields.filter((one) => one.survivor !== null || one.merged !== null)
  return (
    <>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1 font-medium">{people.merge.keep}</legend>
        {shown.map((field) => (
          <SurvivingField
            key={field.field}
            values={field}
            stays={chosen[field.field] ?? field.stays}
            onChange={(side) => setChosen((before) => ({ ...before, [field.field]: side }))}
          />
        ))}
      </fieldset>
      <Belongings label={people.merge.moves(merged.name)} counts={moves} />
      <p className="text-soft">{people.merge.addresses}</p>
      <FormProblem error={merging.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{backLabel}</Button>
        <Button look="primary" disabled={merging.isBusy} onClick={() => merging.run()}>
          {people.merge.submit}
        </Button>
      </div>
    </>
  )
}

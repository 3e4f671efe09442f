import { useState } from 'react'
import type { Tag } from '../../../server/contract/tags.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { deleteTag, mergeTag, useTags } from '../triage/tags.ts'

interface Props {
  tag: Tag
  onClose: () => void
}

const NONE = ''

/** Two ways in which a tag goes away: it becomes another one, or nothing. */
export function TagEnding(props: Props) {
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <Merging {...props} />
      <Deleting {...props} />
    </div>
  )
}

function Merging({ tag, onClose }: Props) {
  const { tags: words } = useWords().triage
  const others = useTags().filter(({ id }) => id !== tag.id)
  const [intoId, setInto] = useState(NONE)
  const into = others.find(({ id }) => id === intoId)
  const merging = useAction(async (other: Tag) => {
    await mergeTag(tag.id, other.id)
    sayDone(words.merged(tag.name, other.name))
    onClose()
  })
  if (others.length === 0) return null
  return (
    <>
      <div className="flex items-center gap-2">
        <span aria-hidden className="flex-1 font-medium">
          {words.mergeInto}
        </span>
        <Choice
          label={words.mergeInto}
          value={intoId}
          options={[
            { value: NONE, label: words.keep },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setInto}
        />
        <Button disabled={!into || merging.isBusy} onClick={() => into && merging.run(into)}>
          {words.merge}
        </Button>
      </div>
      <FormProblem error={merging.error} />
    </>
  )
}

function Deleting({ tag, onClose }: Props) {
  const { tags: words } = useWords().triage
  const [isAsking, setAsking] = useState(false)
  const deleting = useAction(async () => {
    await deleteTag(tag.id)
    sayDone(words.deleted(tag.name))
    onClose()
  })
  if (!isAsking)
    return (
      <Button look="quiet" className="self-start" onClick={() => setAsking(true)}>
        {words.delete}
      </Button>
    )
  return (
    <>
      <p className="text-soft">{words.deleteLead}</p>
      <Button
        look="danger"
        className="self-start"
        disabled={deleting.isBusy}
        onClick={() => deleting.run()}
      >
        {words.deleteSure}
      </Button>
      <FormProblem error={deleting.error} />
    </>
  )
}

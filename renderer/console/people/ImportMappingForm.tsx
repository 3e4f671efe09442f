import { useState } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { CustomerImport, ImportKey, ImportTarget } from '../../../server/contract/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ColumnTarget } from './ColumnTarget.tsx'
import { KEYS, listCustomerFields, mapImport, suggested } from './importing.ts'

interface Props {
  file: CustomerImport
  onCheck: (begun: CustomerImport) => void
}

/** Where each column goes, and what recognises a customer. */
export function ImportMappingForm(props: Props) {
  const { app } = useWords()
  const [fields, setFields] = useState<readonly CustomerField[] | null>(null)
  const load = useLoad('fields to import', async () => setFields(await listCustomerFields()))
  if (load.error || !fields)
    return <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={40} />} />
  return <Mapping {...props} fields={fields.filter(({ isArchived }) => !isArchived)} />
}

// The workspace's own that take values are there: a column may be called like one.
function Mapping({ file, onCheck, fields }: Props & { fields: readonly CustomerField[] }) {
  const { people } = useWords()
  const words = people.importing
  const [targets, setTargets] = useState(
    () => file.mapping?.targets ?? suggested(file.columns, fields),
  )
  const [key, setKey] = useState<ImportKey>(file.mapping?.key ?? 'email')
  const checking = useAction(async () => onCheck(await mapImport(file.id, { targets, key })))
  const set = (index: number, target: ImportTarget | null) =>
    setTargets((before) =>
      before.map((one, at) =>
        at === index ? target : one === target && one !== 'tags' ? null : one,
      ),
    )
  const isReady = targets.includes(key)
  return (
    <>
      <Columns file={file} fields={fields} targets={targets} onSet={set} />
      <div className="flex flex-col gap-1">
        <span>{words.key}</span>
        <Choice
          label={words.key}
          value={key}
          options={KEYS.map((value) => ({ value, label: words.targets[value] }))}
          onChange={setKey}
        />
        {!isReady && <p className="text-soft">{words.keyMissing}</p>}
      </div>
      <FormProblem error={checking.error} />
      <Button
        look="primary"
        className="self-end"
        disabled={!isReady || checking.isBusy}
        onClick={() => checking.run()}
      >
        {words.check}
      </Button>
    </>
  )
}

interface ColumnsProps {
  file: CustomerImport
  fields: readonly CustomerField[]
  targets: ReadonlyArray<ImportTarget | null>
  onSet: (index: number, target: ImportTarget | null) => void
}

function Columns({ file, fields, targets, onSet }: ColumnsProps) {
  const { people } = useWords()
  const words = people.importing
  return (
    <section aria-label={words.columns} className="flex flex-col gap-2">
      <h3 className="font-medium">{words.columns}</h3>
      {file.columns.map((column, index) => (
        <ColumnTarget
          // oxlint-disable-next-line react/no-array-index-key -- two columns may have the same name
          key={index}
          name={column}
          fields={fields}
          samples={file.sample.map((cells) => cells[index] ?? '')}
          target={targets[index] ?? null}
          onChange={(target) => onSet(index, target)}
        />
      ))}
      {targets.includes('tags') && <p className="text-xs text-soft">{words.tagsHint}</p>}
    </section>
  )
}

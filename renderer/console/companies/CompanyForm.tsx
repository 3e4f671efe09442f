import { useState } from 'react'
import type { Company } from '../../../server/contract/companies.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { type Conflict, ConflictNote } from '../profile/ConflictNote.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { tellFields } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import { currentOf } from '../sync/problem.ts'
import { type CompanyText, saveCompany } from './load.ts'

interface Props {
  /** Null for one that is not there yet. */
  company: Company | null
  onDone: (company: Company) => void
}

const domainsIn = (text: string) => [
  ...new Set(text.split(/[\s,;]+/).filter((domain) => domain !== '')),
]

const NAME = { name: 'name', maxLength: 200 } as const

const told = ({ name, domains }: CompanyText) => [name, ...domains].join(', ')

/** Saves over the company the edit began with; what somebody else changed meanwhile is not written over. */
function useSaving({ company, onDone }: Props) {
  // What is edited is what stood there when the form opened, whatever others do meanwhile.
  const [basis] = useState(company)
  const [found, setFound] = useState<{ mine: CompanyText; current: Company } | null>(null)
  const { run, isBusy, error } = useAction(async (mine: CompanyText, on: Company | null) => {
    try {
      onDone(await saveCompany(on, mine))
    } catch (failure) {
      const current = currentOf<Company>(failure, 'company_changed')
      if (!current) throw failure
      setFound({ mine, current })
    }
  })
  const conflict: Conflict<CompanyText> | null = found && {
    mine: found.mine,
    theirs: found.current,
    isBusy,
    keepMine: () => run(found.mine, found.current),
    takeTheirs: () => onDone(found.current),
  }
  return { basis, conflict, save: (mine: CompanyText) => run(mine, basis), isBusy, error }
}

/** A company's name, and the domains its people are known by. */
export function CompanyForm(props: Props) {
  const { app, profile } = useWords()
  const { company: words } = profile
  const { basis, conflict, save, isBusy, error } = useSaving(props)
  const { form, problem } = useForm(error, (sent) =>
    save({ name: fieldText(sent, 'name'), domains: domainsIn(fieldText(sent, 'domains')) }),
  )
  if (conflict) return <ConflictNote conflict={conflict} say={told} />
  const ofName = problem('name')
  const ofDomains = ofName === undefined ? tellFields(error) || undefined : undefined
  return (
    <form {...form} className="flex flex-col gap-3">
      <Field label={words.name} error={ofName}>
        {(control) => (
          <TextInput {...control} {...NAME} defaultValue={basis?.name} required autoFocus />
        )}
      </Field>
      <Field label={words.domains} error={ofDomains}>
        {(control) => (
          <TextInput {...control} name="domains" defaultValue={basis?.domains.join(', ')} />
        )}
      </Field>
      <p className="text-xs text-faint">{words.domainsHint}</p>
      {!ofName && !ofDomains && <FormProblem error={error} />}
      <Button type="submit" look="primary" disabled={isBusy} className="self-end">
        {app.save}
      </Button>
    </form>
  )
}

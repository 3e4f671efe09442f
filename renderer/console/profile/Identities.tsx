import { BadgeCheck, EllipsisVertical, Plus } from 'lucide-react'
import { useState } from 'react'
import type { CustomerIdentity } from '../../../server/contract/customers.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { ask, call } from '../sync/api.ts'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'

type Identities = CustomerIdentity[]

const concerns = ({ kind }: StreamEvent) => kind === 'activity.added' || kind === 'customer.updated'

/** How a customer is recognised: every address, number and id. */
export function Identities({ customerId }: { customerId: string }) {
  const { identities: words } = useWords().profile
  const path = `/api/customers/${encodeURIComponent(customerId)}/identities`
  const { value, load, take } = useOwn<Identities>(customerId, path, concerns)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <h3 className="font-semibold">{words.title}</h3>
        <AddIdentity path={path} onAdded={take} />
      </div>
      <PartFailed load={load} />
      <ul className="flex flex-col">
        {value?.map((identity) => (
          <Identity
            key={identity.id}
            identity={identity}
            path={path}
            onChanged={take}
            onRemoved={() => take(value.filter(({ id }) => id !== identity.id))}
          />
        ))}
      </ul>
    </section>
  )
}

interface IdentityProps {
  identity: CustomerIdentity
  path: string
  onChanged: (all: Identities) => void
  onRemoved: () => void
}

function Identity({ identity, path, onChanged, onRemoved }: IdentityProps) {
  const { identities: words } = useWords().profile
  const { id, kind, value, isPrimary, isVerified } = identity
  const mayLead = !isPrimary && (kind === 'email' || kind === 'phone')
  const mayGo = kind !== 'crisp' && kind !== 'visitor' && !(isPrimary && kind === 'email')
  const lead = { method: 'POST', path: `${path}/${id}/primary` } as const
  async function remove() {
    await call({ method: 'DELETE', path: `${path}/${id}` })
    onRemoved()
  }
  return (
    <li className="flex min-h-7 items-center gap-2">
      <span className="w-24 shrink-0 truncate text-faint">{words.kinds[kind]}</span>
      <span className="min-w-0 flex-1 truncate" title={value}>
        <bdi>{value}</bdi>
      </span>
      {isVerified && (
        <BadgeCheck size={14} role="img" aria-label={words.verified} className="text-good" />
      )}
      {isPrimary && <Pill>{words.primary}</Pill>}
      {(mayLead || mayGo) && (
        <Menu trigger={<IconButton icon={EllipsisVertical} label={words.more(value)} />}>
          {mayLead && (
            <MenuItem onClick={() => attempt(async () => onChanged(await ask<Identities>(lead)))}>
              {words.makePrimary}
            </MenuItem>
          )}
          {mayGo && <MenuItem onClick={() => attempt(remove)}>{words.remove}</MenuItem>}
        </Menu>
      )}
    </li>
  )
}

const KINDS = ['email', 'phone', 'external'] as const

function AddIdentity({ path, onAdded }: { path: string; onAdded: (all: Identities) => void }) {
  const { identities: words } = useWords().profile
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<(typeof KINDS)[number]>('email')
  const adding = useAction(async (value: string) => {
    onAdded(await ask<Identities>({ method: 'POST', path, body: { kind, value } }))
    setOpen(false)
  })
  const { form, problem } = useForm(adding.error, (sent) => adding.run(fieldText(sent, 'value')))
  const mistake = problem('value')
  return (
    <Popover
      label={words.add}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Plus} label={words.add} />}
    >
      <form {...form} className="flex flex-col gap-2">
        <Choice
          label={words.kind}
          value={kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={setKind}
        />
        <TextInput name="value" aria-label={words.value} maxLength={254} required />
        {mistake ? (
          <p role="alert" className="text-xs text-danger">
            {mistake}
          </p>
        ) : (
          <FormProblem error={adding.error} />
        )}
        <Button type="submit" look="primary" disabled={adding.isBusy} className="self-end">
          {words.submit}
        </Button>
      </form>
    </Popover>
  )
}

import { Monitor, Pencil, Server, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../electron/bridge/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'
import { fieldText } from '../shell/form.ts'

interface Props {
  server: CallOutput<'profile.list'>['profiles'][number]
  isCurrent: boolean
  /** The list is another one now. */
  onChange: () => void
}

/** One place to work: what it is called, and the way there. */
export function ServerRow({ server, isCurrent, onChange }: Props) {
  const { servers: words } = useWords()
  const [isRenaming, setRenaming] = useState(false)
  const isComputer = server.place === 'computer'
  const name = isComputer ? words.computer.name : server.name
  const Icon = isComputer ? Monitor : Server
  async function rename(next: string) {
    setRenaming(false)
    if (next !== '') await desktop?.profile.rename({ id: server.id, name: next })
    onChange()
  }
  const remove = async () => {
    await desktop?.profile.remove({ id: server.id })
    onChange()
  }

  if (isRenaming) {
    return (
      <li className="p-2">
        <NameForm name={name} onName={(next) => void rename(next)} />
      </li>
    )
  }
  return (
    <li className="flex items-center gap-2 p-2">
      <Icon size={16} aria-hidden className="shrink-0 text-faint" />
      <Named name={name} url={server.url} />
      {isCurrent ? <Current /> : <Switch id={server.id} name={name} />}
      {!isComputer && (
        <IconButton
          icon={Pencil}
          label={words.list.rename(name)}
          onClick={() => setRenaming(true)}
        />
      )}
      <IconButton icon={Trash2} label={words.list.remove(name)} onClick={() => void remove()} />
    </li>
  )
}

const Current = () => <Pill tone="accent">{useWords().servers.list.current}</Pill>

function Named({ name, url }: { name: string; url: string | null }) {
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate font-medium">{name}</p>
      {url !== null && <p className="truncate text-xs text-faint">{url}</p>}
    </div>
  )
}

function Switch({ id, name }: { id: string; name: string }) {
  const { list } = useWords().servers
  return (
    <Button
      size="small"
      aria-label={list.use(name)}
      onClick={() => void desktop?.profile.use({ id })}
    >
      {list.switch}
    </Button>
  )
}

function NameForm({ name, onName }: { name: string; onName: (name: string) => void }) {
  const { servers, app } = useWords()
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onName(fieldText(event.currentTarget, 'name'))
      }}
    >
      <TextInput
        name="name"
        aria-label={servers.list.newName}
        defaultValue={name}
        maxLength={100}
        autoFocus
      />
      <Button type="submit">{app.save}</Button>
    </form>
  )
}

import { Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CustomerNote } from '../../../server/contract/customers.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useFoundPlace } from '../shell/found-place.ts'
import { ask, call } from '../sync/api.ts'
import { useWorld } from '../sync/store.ts'
import { noteDraft } from './note-drafts.ts'
import { NoteForm } from './NoteForm.tsx'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'

function concerns({ kind, body }: StreamEvent): boolean {
  if (kind === 'activity.added' || kind === 'activity.changed') return body.activity.type === 'note'
  return kind === 'activity.removed'
}

/** What agents noted about a customer; each edits their own. */
export function Notes({ customerId }: { customerId: string }) {
  const { notes: words } = useWords().profile
  const path = `/api/customers/${encodeURIComponent(customerId)}/notes`
  const { value, load } = useOwn<CustomerNote[]>(customerId, path, concerns)
  const ref = useRef<HTMLUListElement>(null)
  useFoundPlace(customerId, ref, { isReady: value !== null })
  const add = (content: string) => ask({ method: 'POST', path, body: { content } })
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.title}</h3>
      <PartFailed load={load} />
      <ul ref={ref} className="flex flex-col gap-2">
        {value?.map((note) => (
          <Note key={note.id} note={note} path={`${path}/${note.id}`} />
        ))}
      </ul>
      <NoteForm
        label={words.add}
        submit={words.submit}
        draft={noteDraft(customerId)}
        onSubmit={add}
      />
    </section>
  )
}

interface NoteProps {
  note: CustomerNote
  path: string
}

function Note({ note, path }: NoteProps) {
  const { notes: words } = useWords().profile
  const [isEditing, setEditing] = useState(() => noteDraft(note.id).read() !== '')
  const me = useMe()
  const isMine = note.authorId === me.id || me.role === 'admin'
  if (isEditing) return <EditedNote note={note} path={path} onDone={() => setEditing(false)} />
  return (
    <li
      data-place={note.id}
      className="rounded-md bg-note px-2.5 py-1.5 text-note-text data-found:ring-2 data-found:ring-note-text"
    >
      <p className="break-words whitespace-pre-wrap">{note.content}</p>
      <div className="flex min-h-7 items-center gap-1 text-xs">
        <Signature note={note} />
        {isMine && (
          <>
            <IconButton icon={Pencil} label={words.edit} onClick={() => setEditing(true)} />
            <IconButton
              icon={Trash2}
              label={words.delete}
              onClick={() => attempt(() => call({ method: 'DELETE', path }))}
            />
          </>
        )}
      </div>
    </li>
  )
}

function EditedNote({ note, path, onDone }: NoteProps & { onDone: () => void }) {
  const { app, profile } = useWords()
  const draft = noteDraft(note.id)
  const leave = () => {
    draft.keep('')
    onDone()
  }
  const save = async (content: string) => {
    await ask({ method: 'PUT', path, body: { content } })
    leave()
  }
  return (
    <li>
      <NoteForm
        label={profile.notes.edit}
        submit={app.save}
        content={note.content}
        draft={draft}
        onSubmit={save}
        onCancel={leave}
      />
    </li>
  )
}

function Signature({ note: { authorId, createdAt, editedAt } }: { note: CustomerNote }) {
  const { notes: words } = useWords().profile
  const { full } = useFormats()
  const author = useWorld((world) => world.agents[authorId]?.value?.name)
  return (
    <span className="min-w-0 flex-1 truncate">
      {author && `${author} · `}
      <time dateTime={createdAt}>{full(createdAt)}</time>
      {editedAt !== null && ` · ${words.edited}`}
    </span>
  )
}

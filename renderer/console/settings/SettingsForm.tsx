import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { fieldProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import { useLoad } from '../sync/useLoad.ts'
import type { Resource } from './resource.ts'

export interface Editing<T> {
  /** The settings with what was changed and not saved yet. */
  readonly value: T
  readonly change: (part: Partial<T>) => void
  /** What the server said of a field, by its path such as `appearance.color`. */
  readonly problem: (path: string) => string | undefined
}

interface Props<T extends object> {
  /** Names what is loaded. */
  name: string
  resource: Resource<T>
  /** What is said once it is saved. */
  savedWords?: string
  children: (editing: Editing<T>) => ReactNode
}

/** Loads a page of settings, lets it be changed, and saves it by a bar that shows only when there is something to save. */
export function SettingsForm<T extends object>(props: Props<T>) {
  const { name, resource, children } = props
  const { app, workspace } = useWords()
  const { saved, changes } = resource.use()
  const load = useLoad(`settings ${name}`, resource.load)
  const saving = useAction(async () => {
    await resource.save()
    sayDone(props.savedWords ?? workspace.saved)
  })
  const isChanged = Object.keys(changes).length > 0
  useUnloadGuard(isChanged)
  const form = useFirstWrong(saving.error)
  if (!saved) return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  const problem = (path: string) => fieldProblem(saving.error, path)
  return (
    <form
      ref={form}
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        saving.run()
      }}
    >
      <div className="min-h-0 flex-1 overflow-y-auto p-4" data-scrolls>
        {children({ value: { ...saved, ...changes }, change: resource.change, problem })}
      </div>
      {isChanged && <SaveBar saving={saving} onDiscard={resource.discard} />}
    </form>
  )
}

interface BarProps {
  saving: Pick<ReturnType<typeof useAction>, 'error' | 'isBusy'>
  onDiscard: () => void
}

function SaveBar({ saving, onDiscard }: BarProps) {
  const { app, workspace } = useWords()
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line bg-canvas px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <FormProblem error={saving.error} />
        {!saving.error && <p className="text-soft">{workspace.unsaved}</p>}
      </div>
      <Button onClick={onDiscard}>{workspace.discard}</Button>
      <Button type="submit" look="primary" disabled={saving.isBusy}>
        {app.save}
      </Button>
    </div>
  )
}

/** Goes to the first field that was refused: a page may be long, and only the bar below it is always seen. */
function useFirstWrong(error: unknown) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  return form
}

/** The browser asks before a page with unsaved changes is left. */
function useUnloadGuard(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
}

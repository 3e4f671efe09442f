import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'

/** Two values that somebody has to choose from. */
export interface Conflict<V> {
  readonly mine: V
  readonly theirs: V
  readonly isBusy: boolean
  readonly keepMine: () => void
  readonly takeTheirs: () => void
}

interface Props<V> {
  conflict: Conflict<V>
  say: (value: V) => string
}

/** Somebody else was quicker: both values, and the choice between them. */
export function ConflictNote<V>({ conflict, say }: Props<V>) {
  const { mine, theirs, isBusy, keepMine, takeTheirs } = conflict
  const { conflict: words } = useWords().profile
  return (
    <div
      role="group"
      aria-label={words.title}
      className="flex flex-col gap-1.5 rounded-md border border-danger bg-surface p-2"
    >
      <p role="alert" className="text-danger">
        {words.title}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <dt className="text-faint">{words.theirs}</dt>
        <dd className="wrap-anywhere">
          <bdi>{say(theirs) || words.nothing}</bdi>
        </dd>
        <dt className="text-faint">{words.mine}</dt>
        <dd className="wrap-anywhere">
          <bdi>{say(mine) || words.nothing}</bdi>
        </dd>
      </dl>
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" look="primary" disabled={isBusy} onClick={keepMine}>
          {words.keepMine}
        </Button>
        <Button size="small" disabled={isBusy} onClick={takeTheirs}>
          {words.takeTheirs}
        </Button>
      </div>
    </div>
  )
}

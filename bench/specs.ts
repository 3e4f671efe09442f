export const DATABASES = ['relay', 'sqlite', 'postgres'] as const
export type DatabaseName = (typeof DATABASES)[number]

/** What is measured: which server, how many processes of it, and how many messages it holds at the beginning. */
export interface Spec {
  database: DatabaseName
  processes: number
  stored: number
}

/** What a person asks to be measured. */
export interface Wishes {
  targets: DatabaseName[]
  /** How many processes share a Postgres, each a target of its own. */
  processes: number[]
  /** How many messages databases hold at the beginning, each a target of its own. */
  stored: number[]
  /** Everything there is to measure. */
  isFull: boolean
}

/** Specs that are measured side by side, round by round. */
export interface Plan {
  title: string
  specs: Spec[]
  /** Whether lists and threads are read besides. */
  reads: boolean
}

const SMALL = 10_000
const LARGE = 1_000_000

export function labelOf({ database, processes, stored }: Spec): string {
  const many = processes > 1 ? ` ×${processes}` : ''
  const filled = stored === 0 ? '' : `, ${stored.toLocaleString('en')} stored`
  return `${database}${many}${filled}`
}

/** What is asked for: one plan, or with `--full` every one there is. */
export function plansOf({ targets, processes, stored, isFull }: Wishes): Plan[] {
  const plan = (title: string, specs: Spec[], reads = false): Plan => ({ title, specs, reads })
  if (!isFull) {
    const specs = targets.flatMap((database) =>
      (database === 'postgres' ? processes : [1]).flatMap((count) =>
        (database === 'relay' ? [0] : stored).map((held) => specOf(database, count, held)),
      ),
    )
    return [
      plan(
        'Side by side',
        specs,
        stored.some((held) => held > 0),
      ),
    ]
  }
  const several = [1, 2, 3].map((count) => specOf('postgres', count, 0))
  const full = (['sqlite', 'postgres'] as const).flatMap((database) =>
    [SMALL, LARGE].map((held) => specOf(database, 1, held)),
  )
  return [
    plan(
      'Side by side',
      DATABASES.map((database) => specOf(database, 1, 0)),
    ),
    plan('Several processes on one Postgres', [specOf('relay', 1, 0), ...several]),
    plan('A small database and a large one', full, true),
  ]
}

const specOf = (database: DatabaseName, processes: number, stored: number): Spec => ({
  database,
  processes,
  stored,
})

import { useEffect, useState } from 'react'
import type { Live, Waiting } from '../../../server/contract/analytics.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { Table } from '../../ui/Table.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { ask } from '../sync/api.ts'
import { RiskLimit } from './RiskLimit.tsx'
import { useTelling } from './useTelling.ts'

const FRESH_MS = 2_000

/** How it stands now, asked anew every two seconds while it is looked at. */
function useLive() {
  const [live, setLive] = useState<Live | null>(null)
  const [isStale, setIsStale] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const look = async () => {
      try {
        const now = await ask<Live>({ path: '/api/analytics/live' })
        if (isGone) return
        setLive(now)
        setIsStale(false)
      } catch {
        setIsStale(true)
      }
      if (!isGone) timer = setTimeout(() => void look(), FRESH_MS)
    }
    void look()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return { live, isStale }
}

/** Who waits, who is there and what is at risk, to be read from across a room. */
export function LiveBoard() {
  const { reports: words } = useWords()
  const { live, isStale } = useLive()
  if (!live) return <Spinner label={words.loading} />
  return (
    <div className="flex flex-col gap-6">
      {isStale && (
        <p role="alert" className="rounded-md bg-warn-soft p-2 text-warn">
          {words.live.stale}
        </p>
      )}
      <Tiles live={live} />
      <div className="grid gap-6 lg:grid-cols-2">
        <Queue live={live} />
        <Agents live={live} />
      </div>
      <RiskLimit />
    </div>
  )
}

const MOST_LARGE = 6

function Tiles({ live }: { live: Live }) {
  const { reports: words } = useWords()
  const { number } = useFormats()
  const { length } = useTelling()
  const waited = live.waitingSince && Date.parse(live.at) - Date.parse(live.waitingSince)
  const online = live.agents.filter(({ state }) => state === 'online').length
  const tiles: [label: string, value: string, isBad?: boolean][] = [
    [words.live.waiting, number(live.waiting)],
    [words.live.longest, waited ? length(waited) : words.none],
    [words.live.atRisk(live.riskMinutes), number(live.atRisk), live.atRisk > 0],
    [words.live.online, number(online)],
    [words.live.open, number(live.open)],
    [words.live.unassigned, number(live.unassigned)],
  ]
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3">
      {tiles.map(([label, value, isBad = false]) => (
        <div
          key={label}
          className={cx(
            'flex flex-col rounded-lg border border-line p-4',
            isBad ? 'bg-danger-soft text-danger' : 'bg-raised',
          )}
        >
          <dt className="text-base">{label}</dt>
          <dd
            className={cx(
              'leading-tight font-semibold tabular-nums',
              // A length of time has words in it, and fits in no tile at the size of a number.
              value.length > MOST_LARGE ? 'text-[1.5rem]' : 'text-[2.5rem]',
            )}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const customerLink = ({ conversationId, customer }: Waiting) => (
  <RouteLink to={toConversation(conversationId)} className="font-medium hover:underline">
    {customer}
  </RouteLink>
)

const atRisk = (told: string) => <span className="font-semibold text-danger">{told}</span>

function Queue({ live }: { live: Live }) {
  const { reports: words } = useWords()
  const { length } = useTelling()
  const now = Date.parse(live.at)
  return (
    <section aria-label={words.live.queue} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-semibold">{words.live.queue}</h3>
      {live.longest.length === 0 ? (
        <p className="text-faint">{words.live.nobodyWaits}</p>
      ) : (
        <Table
          label={words.live.queue}
          rows={live.longest}
          keyOf={({ conversationId }) => conversationId}
          columns={[
            {
              name: 'customer',
              heading: words.live.customer,
              cell: customerLink,
            },
            {
              name: 'agent',
              heading: words.live.agent,
              cell: ({ agent, team }) => agent ?? team ?? words.nobody,
            },
            {
              name: 'since',
              heading: words.live.since,
              isNumber: true,
              cell: ({ waitingSince, isAtRisk }) => {
                const told = length(now - Date.parse(waitingSince))
                return isAtRisk ? atRisk(`${told} · ${words.live.risk}`) : told
              },
            },
          ]}
        />
      )}
    </section>
  )
}

const ORDER = ['online', 'away', 'offline']

function Agents({ live }: { live: Live }) {
  const { availability, reports: words } = useWords()
  const { number } = useFormats()
  const rows = live.agents.toSorted(
    (left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state),
  )
  return (
    <section aria-label={words.live.agents} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-semibold">{words.live.agents}</h3>
      <Table
        label={words.live.agents}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { name: 'name', heading: words.live.agent, cell: ({ name }) => name },
          {
            name: 'state',
            heading: words.live.state,
            cell: ({ state }) => availability.states[state],
          },
          {
            name: 'load',
            heading: words.live.load,
            isNumber: true,
            cell: ({ open, capacity }) =>
              capacity === null ? number(open) : `${number(open)} / ${number(capacity)}`,
          },
          {
            name: 'waits',
            heading: words.live.waits,
            isNumber: true,
            cell: ({ waiting }) => number(waiting),
          },
        ]}
      />
    </section>
  )
}

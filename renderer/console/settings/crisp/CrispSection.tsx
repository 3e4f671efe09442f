import { Unplug } from 'lucide-react'
import type { CrispStatus } from '../../../../server/contract/crisp.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import { PageSkeleton } from '../../../ui/Skeleton.tsx'
import { useFormats } from '../../../words/formats.ts'
import { useWords } from '../../../words/useWords.ts'
import { Arriving } from '../../shell/Arriving.tsx'
import { Group } from '../Group.tsx'
import { Fact } from './Fact.tsx'
import { useCrispStatus } from './status.ts'
import { Website } from './Website.tsx'

const TONES: Record<CrispStatus['connection'], Tone> = {
  off: 'plain',
  connecting: 'info',
  live: 'good',
  down: 'warn',
  refused: 'danger',
}

/** How the connection to Crisp stands, and what can be done about its websites. */
export function CrispSection() {
  const { app, crisp: words } = useWords()
  const { status, load, look } = useCrispStatus()
  if (!status) return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  if (status.connection === 'off')
    return <Empty icon={Unplug} title={words.off} hint={words.offHint} />
  return (
    <div className="mx-auto w-full max-w-2xl overflow-y-auto p-4">
      <Connection status={status} />
      {status.websites.length === 0 && <p className="py-4 text-soft">{words.noWebsites}</p>}
      {status.websites.map((website) => (
        <Website key={website.id} website={website} onChanged={look} />
      ))}
    </div>
  )
}

function Connection({ status }: { status: CrispStatus }) {
  const { crisp: words } = useWords()
  const { number, full } = useFormats()
  const { connection, since, why, quota, outbox, lost } = status
  return (
    <Group title={words.connection}>
      <p className="flex flex-wrap items-center gap-2" role="status">
        <Pill tone={TONES[connection]}>{words.connections[connection]}</Pill>
        {since && <span className="text-soft">{words.since(full(since))}</span>}
        {why !== null && <code className="text-xs text-faint">{why}</code>}
      </p>
      {connection === 'refused' && <p className="text-danger">{words.refusedHint}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Fact name={words.quota}>{words.quotaUsed(number(quota.used), number(quota.perDay))}</Fact>
        <Fact name={words.waiting}>{number(outbox.waiting)}</Fact>
        <Fact name={words.failed}>{number(outbox.failed)}</Fact>
        <Fact name={words.lost}>{number(lost)}</Fact>
      </dl>
    </Group>
  )
}

import { BadgeCheck } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { VisitorContext } from '../../../server/contract/visitors.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { zoneName } from '../shell/zones.ts'
import { Blocking } from './Blocking.tsx'
import { VisitorFact } from './VisitorFact.tsx'
import { useMinute } from './local-time.ts'
import { browserName } from './user-agent.ts'

/** What a web chat knows of who is in it: where they are, where they came from, what they answered. */
export function VisitorCard({ conversation }: { conversation: Conversation }) {
  const { visitor: words } = useWords()
  const { channel, visitor, isVerified, rating } = conversation
  if (channel !== 'webchat') return null
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="text-xs font-semibold text-faint">{words.title}</h3>
      {isVerified && (
        <p className="flex items-center gap-1.5 text-good">
          <BadgeCheck size={14} aria-hidden /> {words.verified}
        </p>
      )}
      <dl className="flex flex-col gap-1.5">
        {visitor && <Known visitor={visitor} />}
        {rating && (
          <VisitorFact label={words.rating}>
            {words.stars(rating.score)}
            {rating.comment !== null && <span className="block text-soft">“{rating.comment}”</span>}
          </VisitorFact>
        )}
      </dl>
      <Blocking conversation={conversation} />
    </section>
  )
}

function Known({ visitor }: { visitor: VisitorContext }) {
  const { visitor: words } = useWords()
  const now = useMinute()
  const { clockIn } = useFormats()
  const { pages, referrer, zone, userAgent, fields } = visitor
  const [page, ...earlier] = pages
  const localTime = zone === null ? null : clockIn(zone, now)
  const browser = userAgent === null ? null : browserName(userAgent)
  return (
    <>
      {fields.map(({ key, label, value }) => (
        <VisitorFact key={key} label={label}>
          {value}
        </VisitorFact>
      ))}
      {page && (
        <VisitorFact label={words.page} href={page.url}>
          {page.title || page.url}
        </VisitorFact>
      )}
      {earlier.length > 0 && <Earlier pages={earlier} />}
      {referrer && (
        <VisitorFact label={words.referrer} href={referrer}>
          {referrer}
        </VisitorFact>
      )}
      {localTime && (
        <VisitorFact label={words.localTime}>
          {localTime} <span className="text-faint">{zone && zoneName(zone)}</span>
        </VisitorFact>
      )}
      {browser && <VisitorFact label={words.browser}>{browser}</VisitorFact>}
    </>
  )
}

function Earlier({ pages }: { pages: VisitorContext['pages'] }) {
  const { visitor: words } = useWords()
  return (
    <details>
      <summary className="cursor-pointer text-xs text-faint">
        {words.earlierPages} ({pages.length})
      </summary>
      <ol className="pt-1">
        {pages.map(({ url, title, at }) => (
          <li key={`${at} ${url}`} className="truncate text-soft" title={url}>
            {title || url}
          </li>
        ))}
      </ol>
    </details>
  )
}

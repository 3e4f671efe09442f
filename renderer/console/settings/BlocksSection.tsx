import { Ban } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useLoad } from '../sync/useLoad.ts'
import { type BlockedVisitor, loadBlocked, unblock } from './blocks.ts'

/** Who may not chat. */
export function BlocksSection() {
  const { app, workspace: words } = useWords()
  const [blocks, setBlocks] = useState<readonly BlockedVisitor[]>([])
  const load = useLoad('blocks', async () => setBlocks(await loadBlocked()))
  const lift = (block: BlockedVisitor) =>
    attempt(async () => {
      await unblock(block)
      setBlocks((known) => known.filter((one) => one !== block))
    })
  if (load.error || load.isLoading)
    return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  if (blocks.length === 0)
    return <Empty icon={Ban} title={words.noBlocks} hint={words.noBlocksHint} />
  return (
    <ul aria-label={words.blocks} className="mx-auto w-full max-w-2xl overflow-y-auto p-4">
      {blocks.map((block) => (
        <BlockRow key={block.ids.join()} block={block} onLift={() => lift(block)} />
      ))}
    </ul>
  )
}

function BlockRow({ block, onLift }: { block: BlockedVisitor; onLift: () => void }) {
  const { workspace: words } = useWords()
  const { full } = useFormats()
  const who = block.name ?? words.aBrowser
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{who}</p>
        <p className="text-xs text-faint">
          {block.until === null ? words.blockedForGood : words.blockedUntil(full(block.until))}
          {block.blockedBy !== null && ` · ${words.blockedBy(block.blockedBy)}`}
        </p>
      </div>
      <Button aria-label={words.unblockOne(who)} onClick={onLift}>
        {words.unblock}
      </Button>
    </li>
  )
}

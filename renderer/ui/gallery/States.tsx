import { CloudOff, Inbox } from 'lucide-react'
import { Button } from '../Button.tsx'
import { type Density, ROWS } from '../density.ts'
import { Empty } from '../Empty.tsx'
import { ProgressBar } from '../ProgressBar.tsx'
import { ListSkeleton, PageSkeleton } from '../Skeleton.tsx'
import { Spinner } from '../Spinner.tsx'
import { VirtualList } from '../VirtualList.tsx'
import { Shelf } from './Shelf.tsx'

const many = Array.from({ length: 1000 }, (_, index) => `Row ${index + 1}`)

export const States = ({ density }: { density: Density }) => (
  <Shelf title="Loading, empty, failed, long">
    <ListSkeleton label="Loading" rowHeight={ROWS.conversation[density]} hasPicture />
    <PageSkeleton label="Loading" />
    <Spinner label="Loading" />
    <ProgressBar label="Uploading" done={0.4} />
    <ProgressBar label="Working" done={null} />
    <Empty icon={Inbox} title="Nothing here yet" hint="What will be here, and how it comes." />
    <Empty icon={CloudOff} title="This could not be loaded" hint="And what to do about it.">
      <Button>Try again</Button>
    </Empty>
    <div className="flex h-48 flex-col border border-line">
      <VirtualList
        label="A thousand rows"
        items={many}
        keyOf={(row) => row}
        rowHeight={ROWS.customer[density]}
        renderRow={(row) => (
          <a href="#row" className="flex h-full items-center border-b border-line px-3">
            {row}
          </a>
        )}
      />
    </div>
  </Shelf>
)

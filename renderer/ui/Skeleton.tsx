import { cx } from './cx.ts'

/** A grey line where a text will be. */
const SkeletonLine = ({ className }: { className: string }) => (
  <span className={cx('block h-3 rounded-sm bg-sunken motion-safe:animate-pulse', className)} />
)

interface ListProps {
  /** Says what is loading. */
  label: string
  rowHeight: number
  /** A round picture stands before each row. */
  hasPicture?: boolean
}

/** The rows of a list that is not there yet, as high as they will be, so that nothing jumps. */
export function ListSkeleton({ label, rowHeight, hasPicture = false }: ListProps) {
  return (
    <output className="block min-h-0 flex-1 overflow-hidden">
      <span className="sr-only">{label}</span>
      {widths.map(([first, second]) => (
        <span
          key={first}
          aria-hidden
          className="flex items-center gap-2.5 border-b border-line px-3"
          style={{ height: rowHeight }}
        >
          {hasPicture && <span className="size-8 shrink-0 rounded-full bg-sunken" />}
          <span className="flex flex-1 flex-col gap-2">
            <SkeletonLine className={first} />
            <SkeletonLine className={second} />
          </span>
        </span>
      ))}
    </output>
  )
}

const widths = [
  ['w-2/5', 'w-4/5'],
  ['w-1/2', 'w-3/5'],
  ['w-1/3', 'w-11/12'],
  ['w-3/5', 'w-2/3'],
  ['w-1/4', 'w-3/4'],
] as const

/** The page of something that is not there yet: a heading and some lines. */
export function PageSkeleton({ label }: { label: string }) {
  return (
    <output className="block p-4">
      <span className="sr-only">{label}</span>
      <span aria-hidden className="flex max-w-2xl flex-col gap-3">
        <SkeletonLine className="mb-3 h-5 w-2/5" />
        <SkeletonLine className="w-11/12" />
        <SkeletonLine className="w-4/5" />
        <SkeletonLine className="w-3/5" />
      </span>
    </output>
  )
}

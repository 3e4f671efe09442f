import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'

/** Rows by their number; what is not here yet is undefined. */
interface Items<T> {
  readonly length: number
  at(index: number): T | undefined
}

interface Props<T> {
  label: string
  items: Items<T>
  keyOf: (item: T) => string
  rowHeight: number
  renderRow: (item: T) => ReactNode
  /** The row that must be in sight, for instance the one that is open. */
  current?: number
  /** Called when the end is near; whoever gives it answers with more items, or does nothing. */
  onNearEnd?: () => void
  /** Called with the first and the last row in sight when others have come into it. */
  onShow?: (first: number, last: number) => void
}

const NEAR = 10

function useRows<T>({ items, keyOf, rowHeight, current = -1, onNearEnd, onShow }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here, never memoised
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items.at(index)
      return item === undefined ? index : keyOf(item)
    },
    overscan: 8,
  })
  const rows = virtual.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? -1
  const nearEnd = useEffectEvent(() => onNearEnd?.())
  useEffect(() => {
    if (items.length > 0 && last >= items.length - NEAR) nearEnd()
  }, [last, items.length])
  const shown = useEffectEvent(() => onShow?.(first, last))
  useEffect(() => {
    if (last >= first) shown()
  }, [first, last])
  const show = useEffectEvent((index: number) => {
    const { scrollOffset, scrollRect } = virtual
    const top = index * rowHeight - (scrollOffset ?? 0)
    // Asking for what is in sight would lay the page out for nothing.
    if (scrollRect && top >= 0 && top + rowHeight <= scrollRect.height) return
    virtual.scrollToIndex(index, { align: 'auto' })
  })
  useEffect(() => {
    if (current >= 0) show(current)
  }, [current])
  return { scroller, rows, height: virtual.getTotalSize() }
}

/** A list of rows of one height, of which only those in sight are in the page. */
export function VirtualList<T>(props: Props<T>) {
  const { label, items, rowHeight, renderRow } = props
  const { scroller, rows, height } = useRows(props)
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={label} className="relative" style={{ height }}>
        {rows.map(({ key, index, start }) => {
          const item = items.at(index)
          return (
            <li
              key={key}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              {item === undefined ? <Absent /> : renderRow(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** The place of a row that is being fetched. */
function Absent() {
  return (
    <div
      aria-hidden
      className="flex h-full flex-col justify-center gap-2 border-b border-line px-3"
    >
      <span className="h-3 w-2/5 rounded bg-sunken" />
      <span className="h-3 w-4/5 rounded bg-sunken" />
    </div>
  )
}

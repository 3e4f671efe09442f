import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'

interface Props<T> {
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  rowHeight: number
  renderRow: (item: T) => ReactNode
  /** The row that must be in sight, for instance the one that is open. */
  current?: number
  /** Called when the end is near; whoever gives it answers with more items, or does nothing. */
  onNearEnd?: () => void
}

const NEAR = 10

function useRows<T>({ items, keyOf, rowHeight, current = -1, onNearEnd }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here, never memoised
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: 8,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  const nearEnd = useEffectEvent(() => onNearEnd?.())
  useEffect(() => {
    if (items.length > 0 && last >= items.length - NEAR) nearEnd()
  }, [last, items.length])
  const show = useEffectEvent((index: number) => virtual.scrollToIndex(index, { align: 'auto' }))
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
          const item = items[index]
          return (
            <li
              key={key}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              {item !== undefined && renderRow(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

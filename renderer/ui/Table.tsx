import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface Column<T> {
  readonly name: string
  readonly heading: string
  readonly cell: (row: T) => ReactNode
  /** Numbers stand at the right, one under the other. */
  readonly isNumber?: boolean
}

interface Props<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
}

/** Rows of the same kind of thing, compared by columns. Wider than its place, it scrolls by itself. */
export function Table<T>({ label, columns, rows, keyOf }: Props<T>) {
  const align = ({ isNumber = false }: Column<T>) =>
    isNumber ? 'text-right whitespace-nowrap tabular-nums' : 'min-w-32 text-left'
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-xs text-faint">
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={cx('h-8 px-2 font-medium', align(column))}
              >
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0 hover:bg-sunken">
              {columns.map((column) => (
                <td key={column.name} className={cx('h-9 px-2 py-1', align(column))}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

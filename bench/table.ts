const decimals = (digits: number) => (value: number) =>
  Number.isNaN(value) ? '-' : value.toFixed(digits)
export const whole = decimals(0)
export const one = decimals(1)
export const two = decimals(2)
export const percent = (value: number) => (Number.isNaN(value) ? '-' : `${whole(value * 100)}%`)

/** One column: its title, and its cell in each row. */
export interface Column<Row> {
  title: string
  show: (row: Row) => string
}

/** Rows beside their names, every column as wide as it must be. */
export function tableOf<Row>(rows: ReadonlyArray<[string, Row]>, columns: Column<Row>[]): string {
  const cells = rows.map(([name, row]) => [name, ...columns.map(({ show }) => show(row))])
  const all = [['', ...columns.map(({ title }) => title)], ...cells]
  const widths = (all[0] ?? []).map((_, index) =>
    Math.max(...all.map((line) => line[index]?.length ?? 0)),
  )
  const line = (row: string[]) =>
    row.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('  ')
  return `${all.map(line).join('\n')}\n`
}

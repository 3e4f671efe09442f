// What spreadsheets take for a formula, also after white space.
const FORMULA = /^\s*[=+\-@\t\r]/
const GUARDED = /^'(?=\s*[=+\-@\t\r])/
const SPECIAL = /[",;\r\n]/

/** A line of a CSV file. What a spreadsheet would run as a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value
  return SPECIAL.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** A cell of a file without the apostrophe that keeps a spreadsheet from running it. */
export const unguarded = (cell: string): string => cell.replace(GUARDED, '')

import type { ImportState } from '../contract/imports.ts'

/** A CSV file of customers on its way in; its bytes are in the folder of files under its id until it is done. */
export interface ImportTable {
  id: string
  name: string
  state: ImportState
  delimiter: string
  /** JSON: the names of the columns. */
  columns: string
  /** JSON: the first rows. */
  sample: string
  /** JSON; null until it is decided. */
  mapping: string | null
  /** How many rows are gone through: where it goes on. */
  rows: number
  created: number
  updated: number
  unchanged: number
  failed: number
  /** Rows about somebody whom one before them is about, as far as the check found. */
  repeated: number
  /** JSON: the names of the tags that are made. */
  newTags: string
  madeBy: string
  createdAt: string
  endedAt: string | null
}

/** A row that was not taken. */
export interface ImportFailureTable {
  importId: string
  /** Which row of the file it is, from 1. */
  row: number
  line: number
  /** JSON: the cells as they stood there. */
  cells: string
  /** JSON: why, not yet in anybody's language. */
  reason: string
}

/** A filter of the customers under a name. */
export interface SegmentTable {
  id: string
  name: string
  /** The name as it is compared: unique. */
  nameKey: string
  /** JSON: a `CustomerFilter`. */
  filter: string
  madeBy: string
  createdAt: string
}

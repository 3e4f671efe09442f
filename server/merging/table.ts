/** Two customers who became one. */
export interface CustomerMergeTable {
  id: string
  survivorId: string
  mergedId: string
  madeBy: string
  madeAt: string
  undoneAt: string | null
  /** JSON: each field of the survivor that the merge changed, from what to what. */
  fields: string
  /** JSON: the fields of the one who was merged, and the survivor's e-mail address, before. */
  before: string
}

/** What moved from one customer to the other; `kind` names the table of the row. */
export interface CustomerMergeRowTable {
  mergeId: string
  kind: string
  rowId: string
}

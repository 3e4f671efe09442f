/** The first answer to a POST that carried an `Idempotency-Key`; `answer` is null while it is worked on. */
export interface IdempotencyKeyTable {
  owner: string
  route: string
  key: string
  bodyHash: string
  statusCode: number | null
  answer: string | null
  createdAt: string
}

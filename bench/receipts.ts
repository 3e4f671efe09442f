/** What one socket was told of the messages of its conversation: each once, in order, or a fault. */
export class Receipts {
  repeated = 0
  disordered = 0
  #headSeq = 0
  readonly #seen = new Set<number>()

  /** Notes that the `index`th message sent arrived as number `seq`. */
  note(index: number, seq: number): void {
    if (this.#seen.has(index)) this.repeated += 1
    else if (seq !== this.#headSeq + 1) this.disordered += 1
    this.#seen.add(index)
    this.#headSeq = Math.max(this.#headSeq, seq)
  }

  /** True once nothing that was acknowledged is missing. */
  hasAll(acknowledged: ReadonlyMap<number, number>): boolean {
    return this.#seen.size >= acknowledged.size && this.lost(acknowledged) === 0
  }

  /** How many acknowledged messages never arrived here. */
  lost(acknowledged: ReadonlyMap<number, number>): number {
    let lost = 0
    for (const index of acknowledged.keys()) if (!this.#seen.has(index)) lost += 1
    return lost
  }
}

interface Field {
  readonly value: string
  readonly isConnected: boolean
}

/** Fields that somebody has come to, with what they held then: React takes what is written for their default. */
export class Begun {
  readonly #before = new Map<Field, string>()

  enter(field: Field) {
    if (!this.#before.has(field)) this.#before.set(field, field.value)
  }

  /** Whether one that is still there holds something else by now. */
  isAny(): boolean {
    for (const field of this.#before.keys()) if (!field.isConnected) this.#before.delete(field)
    return [...this.#before].some(([field, before]) => field.value !== before)
  }
}

/** Lets so many through at once; the others wait in the order they came. */
export class Lane {
  readonly #limit: number
  readonly #waiting: Array<() => void> = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  async enter(): Promise<void> {
    if (this.#running >= this.#limit) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#running += 1
  }

  // Whoever waits takes the place over.
  leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running -= 1
  }
}

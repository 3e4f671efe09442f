/** Something that is done again and again. */
export interface Round {
  name: string
  everyMs: number
  run: () => Promise<unknown>
}

interface Turn {
  round: Round
  timer: NodeJS.Timeout | undefined
  running: Promise<void> | undefined
  isAskedAgain: boolean
}

/** Does each round on its own, never twice at a time; one that fails comes again after what `onError` says. */
export class Rounds {
  readonly #turns: Turn[]
  readonly #onError: (error: unknown, name: string) => number
  #isStopped = false

  constructor(onError: (error: unknown, name: string) => number, rounds: readonly Round[]) {
    this.#onError = onError
    this.#turns = rounds.map((round) => ({
      round,
      timer: undefined,
      running: undefined,
      isAskedAgain: false,
    }))
  }

  start(): void {
    for (const turn of this.#turns) this.#begin(turn)
  }

  /** Has a round begin at once, or again once it is done. */
  now(name: string): void {
    const turn = this.#turns.find(({ round }) => round.name === name)
    if (!turn || this.#isStopped) return
    if (turn.running) turn.isAskedAgain = true
    else this.#begin(turn)
  }

  /** Ends, once what is under way is done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const turn of this.#turns) clearTimeout(turn.timer)
    await Promise.all(this.#turns.flatMap(({ running }) => running ?? []))
  }

  #begin(turn: Turn): void {
    clearTimeout(turn.timer)
    turn.isAskedAgain = false
    turn.running = this.#run(turn).then((againMs) => {
      turn.running = undefined
      if (this.#isStopped) return
      if (turn.isAskedAgain) this.#begin(turn)
      else turn.timer = setTimeout(() => this.#begin(turn), againMs)
    })
  }

  async #run({ round }: Turn): Promise<number> {
    try {
      await round.run()
      return round.everyMs
    } catch (error) {
      return this.#onError(error, round.name)
    }
  }
}

// A website that stays a stranger is asked about no more often.
const REST_MS = 60_000
// One that could not be asked about is asked about again sooner, but not for each of its events.
const RETRY_MS = 5_000
const REMEMBERED = 1_000

/**
 * Looks at Crisp for websites that got the plugin while we run: one that is heard of and not known may be such a one.
 * Events that wait for the answer wait for one.
 */
export class Newcomers {
  readonly #find: () => Promise<void>
  readonly #asked = new Map<string, { until: number; found: Promise<void> }>()

  constructor(find: () => Promise<void>) {
    this.#find = find
  }

  /** Answers once Crisp was asked since this website was first heard of; fails where it cannot be. */
  async lookFor(websiteId: string): Promise<void> {
    const before = this.#asked.get(websiteId)
    if (before && performance.now() < before.until) return before.found
    const found = this.#find()
    if (this.#asked.size >= REMEMBERED) this.#asked.delete([...this.#asked.keys()][0] ?? '')
    this.#asked.set(websiteId, { until: performance.now() + REST_MS, found })
    try {
      await found
    } catch (error) {
      this.#asked.set(websiteId, { until: performance.now() + RETRY_MS, found })
      throw error
    }
  }
}

/** Something that happens in steps: it yields the time of its next step, and is resumed when that time has come. */
export type Story = Generator<number, void, void>

/** A story and when it begins. */
export interface Beginning {
  at: number
  story: Story
}

// Latest first, so that the next one is taken from the end; what comes soon goes in near the end.
function insert(queue: Beginning[], next: Beginning): void {
  let low = 0
  let high = queue.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((queue[middle]?.at ?? 0) > next.at) low = middle + 1
    else high = middle
  }
  queue.splice(low, 0, next)
}

/**
 * Plays stories side by side in the order of their steps, calling `atStep` with the time before each. What lies after
 * `end` does not happen: stories still under way then are ended where they are. Yields after every step.
 */
export function* play(
  beginnings: Beginning[],
  end: number,
  atStep: (at: number) => void,
): Generator<void, void, void> {
  const queue = beginnings.toSorted((a, b) => b.at - a.at)
  for (let next = queue.at(-1); next && next.at <= end; next = queue.at(-1)) {
    queue.pop()
    atStep(next.at)
    const { value, done } = next.story.next()
    // Time does not run back, whatever a story says.
    if (done !== true) insert(queue, { at: Math.max(value, next.at), story: next.story })
    yield
  }
  atStep(end)
  for (const { story } of queue) story.return()
}

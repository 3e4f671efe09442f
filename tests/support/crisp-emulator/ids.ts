/** A UUID of drawn digits: with a seeded draw the same ones come again. */
export function mintUuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('')
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((start, index) =>
    digits.slice(start, [8, 12, 16, 20, 32][index]),
  )
  return `${a}-${b}-4${c}-8${d}-${e}`
}

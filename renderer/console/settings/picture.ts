const SIDE = 96
// What the server takes, with room for the address's own letters.
const LONGEST = 60_000

/** A picture as a small square WebP or PNG in a `data:` address; null for what is no picture. */
export async function pictureFrom(file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const canvas = document.createElement('canvas')
  canvas.width = SIDE
  canvas.height = SIDE
  const side = Math.min(bitmap.width, bitmap.height)
  const left = (bitmap.width - side) / 2
  const top = (bitmap.height - side) / 2
  canvas.getContext('2d')?.drawImage(bitmap, left, top, side, side, 0, 0, SIDE, SIDE)
  bitmap.close()
  const picture = canvas.toDataURL('image/webp', 0.85)
  return picture.length <= LONGEST ? picture : null
}

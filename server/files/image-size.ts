import { open } from 'node:fs/promises'

/** What comes before the picture itself in a photograph (colours, camera, a small preview) fits well within this. */
const HEAD = 1_048_576

export interface ImageSize {
  width: number
  height: number
}

/** Pixels of a PNG, JPEG, GIF or WebP as it is shown; null where the content does not say. */
export async function imageSize(path: string, type: string): Promise<ImageSize | null> {
  const read = READERS[type]
  if (!read) return null
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const size = read(buffer.subarray(0, bytesRead))
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch (error) {
    // Cut off in the middle of what says its size.
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await file.close()
  }
}

const READERS: Record<string, (bytes: Buffer) => ImageSize | null> = {
  'image/png': (bytes) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }),
  'image/gif': (bytes) => ({ width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }),
  'image/webp': ofWebp,
  'image/jpeg': ofJpeg,
}

function ofWebp(bytes: Buffer): ImageSize | null {
  const kind = bytes.toString('latin1', 12, 16)
  if (kind === 'VP8X')
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ')
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return null
  const both = bytes.readUInt32LE(21)
  return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 }
}

/** Goes from segment to segment until the one that begins a frame. */
function ofJpeg(bytes: Buffer): ImageSize | null {
  let isTurned = false
  for (let at = 2; bytes[at] === 0xff;) {
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (marker === 0xe1) isTurned = isSideways(bytes.subarray(at + 4, at + 2 + length))
    // 0xc4, 0xc8 and 0xcc stand among the frames without being one.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
    at += 2 + length
  }
  return null
}

const ORIENTATION = 0x0112

/** Whether a photograph says it is to be shown turned by a quarter. */
function isSideways(exif: Buffer): boolean {
  if (exif.toString('latin1', 0, 4) !== 'Exif' || exif.length < 14) return false
  const tiff = exif.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const number = (at: number, size: 2 | 4) =>
    at + size > tiff.length ? 0 : isLittle ? tiff.readUIntLE(at, size) : tiff.readUIntBE(at, size)
  const directory = number(4, 4)
  const entries = Math.min(number(directory, 2), 200)
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12
    if (number(entry, 2) === ORIENTATION) return number(entry + 8, 2) >= 5
  }
  return false
}

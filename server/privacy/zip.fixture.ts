import { inflateRawSync } from 'node:zlib'

const DIRECTORY = 0x02014b50
const END = 0x06054b50

/** The files in a zip, by their names. */
export function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (zip.readUInt32LE(end) !== END) throw new Error('no zip')
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === DIRECTORY;) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((add) =>
      zip.readUInt16LE(at + add),
    ) as [number, number, number]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(begin, begin + zip.readUInt32LE(at + 20))
    files.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes)
    at += 46 + nameLength + extraLength + noteLength
  }
  return files
}

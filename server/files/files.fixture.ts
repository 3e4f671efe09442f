import { crc32, deflateSync } from 'node:zlib'

/** Bytes of files of every kind the tests send. */
const text = (content: string) => Buffer.from(content)

function chunk(kind: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([text(kind), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of this size. */
export function png(width = 3, height = 2): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc((width * 3 + 1) * height))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The beginning of a JPEG of this size; `turned` says it is to be shown turned by a quarter. */
export function jpeg(width: number, height: number, turned = false): Buffer {
  const exif = Buffer.concat([
    text('Exif\0\0MM\0*\0\0\0\x08\0\x01'),
    Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned ? 6 : 1, 0, 0, 0, 0, 0, 0]),
  ])
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  const segment = (marker: number, data: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, exif),
    segment(0xc4, Buffer.alloc(20)),
    segment(0xc0, frame),
    Buffer.from([0xff, 0xd9]),
  ])
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.concat([text('GIF89a'), Buffer.alloc(20)])
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes
}

/** A WebP with the header of its extended kind. */
export function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(32, 4)
  bytes.write('WEBPVP8X', 8)
  bytes.writeUInt32LE(10, 16)
  bytes.writeUIntLE(width - 1, 24, 3)
  bytes.writeUIntLE(height - 1, 27, 3)
  return bytes
}

export const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
export const exe = Buffer.concat([text('MZ'), Buffer.alloc(200)])
export const html = text('\ufeff\n <!-- hello --> <script>alert(document.domain)</script>')
export const svg = text(
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
)

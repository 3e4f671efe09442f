import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentType, isAmong } from './content-type.ts'
import { exe, gif, html, jpeg, pdf, png, svg, webp } from './files.fixture.ts'
import { imageSize } from './image-size.ts'
import { addressName, disposition, fileName } from './names.ts'
import { spanOf } from './range.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-files-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function written(bytes: Buffer | string): string {
  const path = join(folder, crypto.randomUUID())
  writeFileSync(path, bytes)
  return path
}

describe('what a file is', () => {
  it.each([
    ['a PNG', png(), 'image/png'],
    ['a JPEG', jpeg(1, 1), 'image/jpeg'],
    ['a GIF', gif(1, 1), 'image/gif'],
    ['a WebP', webp(1, 1), 'image/webp'],
    ['a PDF', pdf, 'application/pdf'],
    ['a Windows program', exe, 'application/x-msdownload'],
    ['a page behind a comment', html, 'text/html'],
    ['a page by its type', '<!DOCTYPE HTML><p>', 'text/html'],
    ['a page of one tag', '  <b\nonclick=x>', 'text/html'],
    ['a comment without end', '<!-- ', 'text/html'],
    ['a drawing', svg, 'image/svg+xml'],
    ['a drawing behind its type', '<!-- x --><!DOCTYPE svg PUBLIC ""><svg/>', 'image/svg+xml'],
    ['other XML', '<?xml version="1.0"?><invoice/>', 'application/xml'],
    ['text', 'Xin chào, thế giới! <3', 'text/plain'],
    ['a table', 'name,price\nchair,3\n', 'text/plain'],
    ['text with NUL', 'text\0with', 'application/octet-stream'],
    ['text in another encoding', Buffer.from([0x54, 0x68, 0xe9]), 'application/octet-stream'],
    ['text cut in a letter', Buffer.from('chà').subarray(0, -1), 'application/octet-stream'],
  ])('%s is told by its content', async (_, bytes, type) => {
    expect(await contentType(written(bytes))).toBe(type)
  })

  it('is text only when all of it is', async () => {
    const long = Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0])])
    expect(await contentType(written(long))).toBe('application/octet-stream')
  })

  it('is allowed by its type or its kind', () => {
    expect(isAmong(['image/*'], 'image/png')).toBe(true)
    expect(isAmong(['application/pdf'], 'application/pdf')).toBe(true)
    expect(isAmong(['image/*', 'application/pdf'], 'application/zip')).toBe(false)
    expect(isAmong(['image/*'], 'imagery/png')).toBe(false)
  })
})

describe('the size of an image', () => {
  it.each([
    ['image/png', png(640, 480)],
    ['image/jpeg', jpeg(640, 480)],
    ['image/jpeg', jpeg(480, 640, true)],
    ['image/gif', gif(640, 480)],
    ['image/webp', webp(640, 480)],
  ])('%s', async (type, bytes) => {
    expect(await imageSize(written(bytes), type)).toEqual({ width: 640, height: 480 })
  })

  it('is not known of what is cut off, broken or no image', async () => {
    expect(await imageSize(written(png().subarray(0, 18)), 'image/png')).toBeNull()
    expect(await imageSize(written(jpeg(1, 1).subarray(0, 30)), 'image/jpeg')).toBeNull()
    expect(await imageSize(written(png(0, 5)), 'image/png')).toBeNull()
    expect(await imageSize(written(pdf), 'application/pdf')).toBeNull()
  })
})

describe('the name of a file', () => {
  it.each([
    ['Hóa đơn tháng 11.pdf', 'Hóa đơn tháng 11.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mai\\photo.png', 'photo.png'],
    ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['...', 'file'],
    ['.htaccess', 'htaccess'],
    ['a<b>"c"|d?.png', 'a_b__c__d_.png'],
    ['\ud800.txt', '\ufffd.txt'],
  ])('%j is kept as %j', (said, kept) => {
    expect(fileName(said)).toBe(kept)
  })

  it('is cut before its ending', () => {
    const name = fileName(`${'x'.repeat(300)}.jpeg`)
    expect(name).toHaveLength(255)
    expect(name).toMatch(/x\.jpeg$/)
  })

  it('is told whole in any language, and short and plain in an address', () => {
    const name = `hóa "đơn" (1).pdf`
    expect(disposition('attachment', name)).toBe(
      `attachment; filename="h_a ___n_ (1).pdf"; filename*=UTF-8''h%C3%B3a%20%22%C4%91%C6%A1n%22%20%281%29.pdf`,
    )
    expect(addressName(name)).toBe('h-a-n-1-.pdf')
    expect(addressName('link')).toBe('file')
    expect(addressName('名前')).toBe('file')
  })
})

describe('a part of a file', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=0-4', { start: 0, end: 4 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=8-100', { start: 8, end: 9 }],
    ['bytes=10-', 'impossible'],
    ['bytes=-0', 'impossible'],
    ['bytes=4-2', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=1-2', 'whole'],
  ])('%j of ten bytes', (header, span) => {
    expect(spanOf(header, 10)).toEqual(span)
  })
})

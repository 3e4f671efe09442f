import { describe, expect, it, vi } from 'vitest'
import type { Attachment, FileLink, UploadRules } from '../../server/contract/files.ts'
import { nextPlace } from '../text/emoji.ts'
import { createLinks } from './links.ts'
import { roomFor, saidIn, sizeText } from './looks.ts'
import { problemOf } from './rules.ts'

const rules: UploadRules = {
  isAllowed: true,
  maxBytes: 100,
  types: ['image/*', 'text/plain', 'application/zip'],
}
const file = (name: string, type: string, size = 3) => new File(['x'.repeat(size)], name, { type })
const stored = (name: string): Attachment => ({
  id: name,
  name,
  type: 'image/png',
  size: 3,
  width: 1,
  height: 1,
})

describe('what speaks against a file before its upload', () => {
  it.each([
    ['image/png', null],
    ['', null],
    ['application/octet-stream', null],
    ['text/csv', null],
    ['application/json', null],
    ['application/x-zip-compressed', null],
    ['text/html', 'kind'],
    ['application/x-msdownload', 'kind'],
    ['video/mp4', 'kind'],
  ])('said to be %j', (type, code) => {
    expect(problemOf(file('a', type), rules, 0)?.code ?? null).toBe(code)
  })

  it('is its size, or too many beside it', () => {
    expect(problemOf(file('a', 'image/png', 0), rules, 0)).toEqual({ code: 'empty' })
    expect(problemOf(file('a', 'image/png', 101), rules, 0)).toEqual({ code: 'large' })
    expect(problemOf(file('a', 'image/png', 100), rules, 9)).toBeNull()
    expect(problemOf(file('a', 'image/png'), rules, 10)).toEqual({ code: 'many' })
  })
})

describe('links', () => {
  it('are asked for once while they are good, and again after a failure', async () => {
    let now = Date.parse('2026-11-22T08:00:00Z')
    vi.spyOn(Date, 'now').mockImplementation(() => now)
    let asked = 0
    const ask = vi.fn<(id: string) => Promise<FileLink>>(async (id) => {
      const expiresAt = new Date(now + 3_600_000).toISOString()
      return { url: `/${id}/${++asked}`, expiresAt }
    })
    const linkTo = createLinks(ask)
    expect(await Promise.all([linkTo('a'), linkTo('a')])).toEqual(['/a/1', '/a/1'])
    now += 3_600_000 - 30_000
    expect(await linkTo('a')).toBe('/a/2')
    ask.mockRejectedValueOnce(new Error('offline'))
    await expect(linkTo('b')).rejects.toThrow('offline')
    expect(await linkTo('b')).toBe('/b/3')
    vi.restoreAllMocks()
  })
})

it('tells sizes, rooms and what a message of files says', () => {
  expect(sizeText(340 * 1_024, 'en')).toBe('340 kB')
  expect(sizeText(2.1 * 1_048_576, 'vi')).toBe('2,1 MB')
  expect(sizeText(1, 'en')).toBe('1 kB')
  expect(roomFor({ ...stored('a'), width: 640, height: 480 }, 320)).toEqual({
    width: 320,
    height: 240,
  })
  expect(roomFor({ ...stored('a'), width: 2, height: 2 }, 320)).toEqual({ width: 48, height: 48 })
  expect(saidIn({ content: '', attachments: [stored('a.png'), stored('b.pdf')] })).toBe(
    '📎 a.png, 📎 b.pdf',
  )
  expect(saidIn({ content: 'hi', attachments: [stored('a.png')] })).toBe('hi')
})

it('leads through emoji by arrow keys and never past their ends', () => {
  expect(nextPlace('ArrowRight', 0, 20)).toBe(1)
  expect(nextPlace('ArrowDown', 5, 20)).toBe(13)
  expect(nextPlace('ArrowDown', 15, 20)).toBe(19)
  expect(nextPlace('ArrowUp', 3, 20)).toBe(0)
  expect(nextPlace('End', 3, 20)).toBe(19)
  expect(nextPlace('Home', 3, 20)).toBe(0)
  expect(nextPlace('Tab', 3, 20)).toBeUndefined()
})

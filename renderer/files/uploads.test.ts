import { describe, expect, it, vi } from 'vitest'
import type { Attachment, UploadRules } from '../../server/contract/files.ts'
import type { Transfer, Transferred } from './transfer.ts'
import { Transfers } from './transfers.ts'
import { hasFiles, Uploads } from './uploads.ts'
import { waitingOf } from './waiting.ts'

const rules: UploadRules = { isAllowed: true, maxBytes: 100, types: ['image/*'] }
const file = (name: string, type = 'image/png') => new File(['xyz'], name, { type })
const stored = (name: string): Attachment => ({
  id: name,
  name,
  type: 'image/png',
  size: 3,
  width: 1,
  height: 1,
})

const LONG = { timeout: 10_000 }

/** Uploads whose outcomes the test decides. */
function openUploads() {
  const sent: Array<Transfer & { name: string; end: (outcome: Transferred) => void }> = []
  const transfers = new Transfers()
  const send = ({ name }: File, transfer: Transfer) =>
    new Promise<Transferred>((end) => void sent.push({ name, ...transfer, end }))
  const uploads = new Uploads({ transfers, send, rules: () => rules })
  const keyOf = (at: number) => uploads.get()[at]?.key ?? ''
  return { uploads, transfers, sent, send, keyOf }
}

describe('the files of a message', () => {
  it('are uploaded at once, tell how far they are, and are taken once', async () => {
    const { uploads, transfers, sent, keyOf } = openUploads()
    uploads.add([file('a.png'), file('b.mp4', 'video/mp4')])
    expect(sent.map(({ name }) => name)).toEqual(['a.png'])
    sent[0]?.onProgress(0.5)
    expect(transfers.shareOf(keyOf(0))).toBe(0.5)
    expect(uploads.get()).toMatchObject([{ attachment: null }, { problem: { code: 'kind' } }])
    sent[0]?.end({ result: 'stored', attachment: stored('a.png') })
    await expect.poll(() => uploads.get()[0]?.attachment, LONG).toEqual(stored('a.png'))
    expect(transfers.shareOf(keyOf(0))).toBeNull()
    const keys = uploads.get().map(({ key }) => key)
    expect(keys.toSorted()).toEqual(keys)
    const taken = uploads.take()
    expect(taken).toMatchObject([{ ...stored('a.png'), bytes: { name: 'a.png' } }])
    expect(uploads.take()).toEqual([])
    uploads.restore(taken)
    expect(uploads.take()).toEqual(taken)
    expect(sent).toHaveLength(1)
  })

  it('go with the message while they are on their way, and are sent once by whoever waits for them', async () => {
    const { uploads, transfers, sent, send, keyOf } = openUploads()
    uploads.add([file('a.png')])
    const key = keyOf(0)
    const [taken] = uploads.take()
    expect(taken).toMatchObject({ key, id: null, name: 'a.png', size: 3 })
    const outcome = transfers.run(key, file('a.png'), send)
    sent[0]?.end({ result: 'stored', attachment: stored('a.png') })
    expect(await outcome).toMatchObject({ result: 'stored' })
    expect(await transfers.run(key, file('a.png'), send)).toMatchObject({ result: 'stored' })
    expect(sent).toHaveLength(1)
    transfers.forget(key)
    void transfers.run(key, file('a.png'), send)
    expect(sent).toHaveLength(2)
  })

  it('that broke off can be tried again or removed, and go with the message all the same', async () => {
    const { uploads, sent, keyOf } = openUploads()
    uploads.add([file('a.png')])
    sent[0]?.end({ result: 'unreachable' })
    await expect.poll(uploads.get, LONG).toMatchObject([{ canRetry: true }])
    expect(uploads.get()).toMatchObject([{ problem: { code: 'broken' } }])
    expect(hasFiles(uploads.get())).toBe(true)
    uploads.retry(keyOf(0))
    expect(sent).toHaveLength(2)
    uploads.remove(keyOf(0))
    expect(sent[1]?.signal.aborted).toBe(true)
    expect(hasFiles(uploads.get())).toBe(false)
    uploads.add([file('b.png')])
    sent[2]?.end({ result: 'refused', code: 'storage_full', text: 'No room.' })
    await expect.poll(uploads.get, LONG).toMatchObject([{ canRetry: true }])
    expect(uploads.take()).toMatchObject([{ name: 'b.png', id: null }])
  })

  it.each([
    [
      'that cannot be read any more',
      () => Promise.reject(new Error('NotReadableError')),
      'file_lost',
    ],
    ['that can still be read', async () => 'x', 'broken'],
  ])('%s after a broken upload are told from a bad connection', async (_which, text, code) => {
    const { uploads, sent } = openUploads()
    const chosen = file('a.png')
    vi.spyOn(chosen, 'slice').mockReturnValue({ text } as Blob)
    uploads.add([chosen])
    sent[0]?.end({ result: 'unreachable' })
    await expect.poll(uploads.get, LONG).toMatchObject([{ problem: { code } }])
    expect(hasFiles(uploads.get())).toBe(code === 'broken')
  })

  it('that the server refuses do not go with it', async () => {
    const { uploads, sent } = openUploads()
    uploads.add([file('a.png')])
    sent[0]?.end({ result: 'refused', code: 'file_type_refused', text: 'Not these.' })
    await expect.poll(uploads.get, LONG).toMatchObject([{ problem: { text: 'Not these.' } }])
    expect(hasFiles(uploads.get())).toBe(false)
    expect(uploads.take()).toEqual([])
  })

  it.each([true, false])('tell whether they outlive the page (%s)', async (isKept) => {
    const { transfers, send } = openUploads()
    const kept = Promise.withResolvers<boolean>()
    const uploads = new Uploads({ transfers, send, rules: () => rules, keep: () => kept.promise })
    uploads.add([file('a.png')])
    expect(uploads.get()[0]?.isKept).toBeUndefined()
    kept.resolve(isKept)
    await expect.poll(() => uploads.get()[0]?.isKept, LONG).toBe(isKept)
  })

  it('that are put back are no more than one message may have; those beyond are refused', () => {
    const { transfers, send, sent } = openUploads()
    const dropped: string[] = []
    const drop = (key: string) => void dropped.push(key)
    const uploads = new Uploads({ transfers, send, rules: () => rules, drop })
    uploads.add([file('new.png')])
    const [{ key: newest } = { key: '' }] = uploads.get()
    const before = Array.from({ length: 11 }, (_, at) => ({ ...stored(`${at}.png`), key: `${at}` }))
    uploads.restore(before)
    // Nothing keeps them over a reload, nor uploads them.
    expect(dropped).toEqual(['10', newest])
    expect(sent[0]?.signal.aborted).toBe(true)
    const refused = uploads.get().filter(({ problem }) => problem?.code === 'many')
    expect(refused.map((item) => item.file.name)).toEqual(['10.png', 'new.png'])
    expect(sent).toHaveLength(1)
    expect(uploads.take().map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, at) => `${at}.png`),
    )
  })

  it('that were chosen elsewhere for the same message are shown once, in the order they were chosen', () => {
    const { uploads, sent } = openUploads()
    uploads.add([file('b.png')])
    const [{ key } = { key: '' }] = uploads.get()
    const elsewhere = (name: string, at: string) => ({
      ...waitingOf(at, file(name)),
      bytes: file(name),
    })
    const [a, b, c] = [elsewhere('a.png', '0'), elsewhere('b.png', key), elsewhere('c.png', 'z')]
    uploads.show([b, c])
    uploads.show([a, b, c])
    expect(uploads.get().map((item) => item.file.name)).toEqual(['a.png', 'b.png', 'c.png'])
    uploads.restore([a])
    expect(uploads.take()).toHaveLength(3)
    expect(sent).toHaveLength(1)
  })

  it('that are put back go with the next message, and are not uploaded before', () => {
    const { uploads, sent } = openUploads()
    const about = { name: 'a.png', type: 'image/png', size: 3, width: null, height: null }
    uploads.restore([
      { ...about, id: null, key: 'k', bytes: file('a.png') },
      { ...about, id: null, key: 'its bytes are nowhere' },
      stored('of the server only'),
    ])
    expect(sent).toEqual([])
    expect(uploads.take().map(({ id }) => id)).toEqual([null, 'of the server only'])
  })
})

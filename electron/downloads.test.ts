import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import type { EventBody } from './bridge/contract.ts'
import { createDownloads } from './downloads.ts'

class FakeItem extends EventEmitter {
  received = 0
  path = ''
  asked: unknown = null
  isCancelled = false
  getFilename = () => 'invoice.pdf'
  getReceivedBytes = () => this.received
  getTotalBytes = () => 100
  getSavePath = () => this.path
  setSaveDialogOptions = (options: unknown) => void (this.asked = options)
  cancel = () => void (this.isCancelled = true)
}

function desk() {
  const told: EventBody<'download.change'>[] = []
  const revealed: string[] = []
  const bars: number[] = []
  const session = new EventEmitter()
  const downloads = createDownloads({
    title: () => 'Save',
    tell: (download) => told.push(download),
    reveal: (path) => revealed.push(path),
    progress: (done) => bars.push(done),
  })
  downloads.adopt(session)
  // The same session comes with every window of its profile.
  downloads.adopt(session)
  const start = () => {
    const item = new FakeItem()
    session.emit('will-download', {}, item)
    return item
  }
  return { downloads, told, revealed, bars, start }
}

it('the person is asked where to, and sees how far it has come', () => {
  const { start, told, bars } = desk()
  const item = start()
  expect(item.asked).toEqual({ title: 'Save', defaultPath: 'invoice.pdf' })
  item.received = 40
  item.emit('updated', {}, 'progressing')
  item.emit('updated', {}, 'interrupted')
  item.received = 100
  item.emit('done', {}, 'completed')
  expect(told.map(({ received, state }) => [received, state])).toEqual([
    [40, 'progressing'],
    [40, 'paused'],
    [100, 'completed'],
  ])
  expect(bars).toEqual([0.4, 0.4, -1])
  expect(new Set(told.map(({ id }) => id)).size).toBe(1)
})

it('is cancelled and shown in its folder by its id; the page learns no path', () => {
  const { downloads, start, told, revealed } = desk()
  const item = start()
  item.path = '/home/ann/Downloads/invoice.pdf'
  item.emit('updated', {}, 'progressing')
  const id = told[0]?.id ?? ''
  downloads.show(id)
  downloads.cancel(id)
  downloads.show('another')
  downloads.cancel('another')
  expect([revealed, item.isCancelled]).toEqual([[item.path], true])
  expect(JSON.stringify(told)).not.toContain('/home')
})

it('two at once have one bar', () => {
  const { start, bars } = desk()
  const first = start()
  const second = start()
  first.received = 50
  second.received = 100
  first.emit('updated', {}, 'progressing')
  expect(bars).toEqual([0.75])
})

it('of another profile or session nobody is told; the file comes to its end all the same', () => {
  const { downloads, start, told, revealed, bars } = desk()
  const item = start()
  item.emit('updated', {}, 'progressing')
  const id = told[0]!.id
  downloads.forget()
  expect(bars.at(-1)).toBe(-1)
  item.received = 100
  item.path = '/home/ann/invoice.pdf'
  item.emit('updated', {}, 'progressing')
  item.emit('done', {}, 'completed')
  downloads.show(id)
  downloads.cancel(id)
  expect([told.length, revealed, item.isCancelled, bars.at(-1)]).toEqual([1, [], false, -1])
})

import { beforeEach, expect, test } from 'vitest'
import { dismiss, type Download, downloadChanged, useDownloads } from './downloads.ts'

const download = (id: string, part: Partial<Download> = {}): Download => ({
  id,
  name: `${id}.pdf`,
  received: 0,
  total: 100,
  state: 'progressing',
  ...part,
})
const listed = () => useDownloads.getState().list.map(({ id, state }) => `${id} ${state}`)

beforeEach(() => useDownloads.setState({ list: [] }))

test('each download is listed once, the newest first, as it stands', () => {
  downloadChanged(download('a'))
  downloadChanged(download('b'))
  downloadChanged(download('a', { received: 100, state: 'completed' }))
  expect(listed()).toEqual(['b progressing', 'a completed'])
})

test('what was cancelled or dismissed is gone; what failed stays to be seen', () => {
  downloadChanged(download('a'))
  downloadChanged(download('b'))
  downloadChanged(download('a', { state: 'cancelled' }))
  downloadChanged(download('b', { state: 'failed' }))
  expect(listed()).toEqual(['b failed'])
  dismiss('b')
  expect(listed()).toEqual([])
})

import { afterEach, expect, it, vi } from 'vitest'
import { transfer } from './transfer.ts'

/** A browser whose uploads end with this status and this answer; null is what is no JSON. */
function stubAnswer(status: number, response: object | null) {
  const Request = class extends EventTarget {
    upload = new EventTarget()
    status = status
    response = response
    open() {}
    setRequestHeader() {}
    getResponseHeader = () => null
    send = () => void this.dispatchEvent(new Event('loadend'))
  }
  vi.stubGlobal('XMLHttpRequest', Request)
}

const upload = () =>
  transfer(
    '/files',
    new File(['x'], 'a.png'),
    {},
    {
      onProgress: () => {},
      signal: new AbortController().signal,
    },
  )

afterEach(() => vi.unstubAllGlobals())

it.each([400, 403, 413, 415])(
  'is refused by a proxy that answers %i in its own way',
  async (status) => {
    stubAnswer(status, null)
    expect(await upload()).toEqual({ result: 'refused', code: 'file_refused', text: '' })
  },
)

it.each([0, 200, 404, 408, 425, 429, 502, 504])(
  'is no answer of a server with %i',
  async (status) => {
    stubAnswer(status, null)
    expect(await upload()).toEqual({ result: 'unreachable' })
  },
)

it('is refused in the words of the server', async () => {
  stubAnswer(413, { code: 'file_too_large', message: 'Too large.' })
  expect(await upload()).toEqual({ result: 'refused', code: 'file_too_large', text: 'Too large.' })
})

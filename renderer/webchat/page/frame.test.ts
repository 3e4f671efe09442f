import { describe, expect, it } from 'vitest'
import { frameOf } from './frame.ts'

const SHOP = 'https://shop.test'

/** The window of the chat inside the window of a site. */
function embeddedPage() {
  const posted: Array<[unknown, string]> = []
  const parent = {
    postMessage: (data: unknown, origin: string) => void posted.push([data, origin]),
  }
  const page = Object.assign(new EventTarget(), { parent })
  const hear = (origin: string, source: unknown, data: unknown) =>
    page.dispatchEvent(Object.assign(new Event('message'), { origin, source, data }))
  return { page: page as unknown as Window, parent, posted, hear }
}
const query = (host: string) => `?embed=1&host=${encodeURIComponent(host)}`

describe('an embedded chat', () => {
  it('tells the site that embeds it, by its exact origin', () => {
    const { page, posted } = embeddedPage()
    frameOf(query(SHOP), page)?.tell({ frontdesk: 'ready' })
    expect(posted).toEqual([[{ frontdesk: 'ready' }, SHOP]])
  })

  it('hears that site’s window only, and only what is ours', () => {
    const { page, parent, hear } = embeddedPage()
    const heard: unknown[] = []
    const stop = frameOf(query(SHOP), page)?.onMessage((message) => heard.push(message))
    hear('https://evil.test', parent, { frontdesk: 'opened' })
    hear('https://shop.test.evil.test', parent, { frontdesk: 'opened' })
    hear(SHOP, {}, { frontdesk: 'opened' })
    hear(SHOP, parent, 'opened')
    hear(SHOP, parent, null)
    expect(heard).toEqual([])
    hear(SHOP, parent, { frontdesk: 'opened' })
    stop?.()
    hear(SHOP, parent, { frontdesk: 'closed' })
    expect(heard).toEqual([{ frontdesk: 'opened' }])
  })

  it.each(['', 'null', '*', 'shop.test', `${SHOP}/`, `${SHOP}/page`, 'javascript:1', 'file:///'])(
    'is an ordinary page when its site is said to be “%s”',
    (host) => expect(frameOf(query(host), embeddedPage().page)).toBeNull(),
  )

  it('is an ordinary page when nothing embeds it', () => {
    const page = {} as Window
    Object.assign(page, { parent: page })
    expect(frameOf(query(SHOP), page)).toBeNull()
  })
})

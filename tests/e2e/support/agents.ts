import type { Browser, Page, WebSocketRoute } from '@playwright/test'
import { ADMIN, type Desk, openWindow, signIn } from './desk.ts'

export interface Colleague {
  name: string
  email: string
  password: string
}

const ZOE: Colleague = {
  name: 'Zoe Park',
  email: 'zoe@desk.test',
  password: 'another long password',
}

/** Asks the server's API as the first admin. */
export async function asAdmin(
  { url }: Desk,
  method: string,
  path: string,
  body: object,
): Promise<void> {
  const ask = (way: string, to: string, sent: object, token?: string) =>
    fetch(url + to, {
      method: way,
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(sent),
    })
  const { email, password } = ADMIN
  const signedIn = await ask('POST', '/api/auth/login', { email, password })
  const { data } = (await signedIn.json()) as { data: { accessToken: string } }
  const answer = await ask(method, path, body, data.accessToken)
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
}

/** A second agent's window, signed in; nothing is shared with the first agent's. */
export async function openColleague(browser: Browser, desk: Desk, colleague = ZOE): Promise<Page> {
  await asAdmin(desk, 'POST', '/api/auth/register', { ...colleague, role: 'agent' })
  const page = await openWindow(browser, desk.url)
  await signIn(page, colleague)
  return page
}

/** Where a message is written. */
export const composer = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })

/** Writes a reply in the conversation that is open, and sends it by Enter. */
export async function reply(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** A line that can be broken while the server and everybody else go on. */
export interface CuttableLine {
  cut: () => Promise<void>
  mend: () => void
  /** Carries nothing any more, and tells nobody. */
  hold: () => void
}

/** Loads a page again over a line that can be cut, and mended. */
export async function cuttable(page: Page): Promise<CuttableLine> {
  let isCut = false
  let isHeld = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (isCut) return void socket.close()
    const server = socket.connectToServer()
    socket.onMessage((message) => isHeld || server.send(message))
    server.onMessage((message) => isHeld || socket.send(message))
    open.add(socket)
  })
  await page.route(/socket\.io/, (route) => {
    if (isHeld) return
    return isCut ? route.abort() : route.continue()
  })
  await page.reload()
  return {
    async cut() {
      isCut = true
      await Promise.all([...open].map((socket) => socket.close()))
    },
    mend() {
      isCut = false
    },
    hold() {
      isHeld = true
    },
  }
}

/**
 * Gives a page lines that can fall silent: they stand, and carry nothing more, as to a server that hangs. Lines made
 * later are good ones. Time on the page goes on by itself, and as far as a story says.
 */
export async function silenceable(page: Page): Promise<{ silence: () => void }> {
  let made = 0
  let silent = 0
  await page.clock.install()
  await page.routeWebSocket(/socket\.io/, (near) => {
    const own = ++made
    const far = near.connectToServer()
    near.onMessage((said) => own > silent && far.send(said))
    far.onMessage((said) => own > silent && near.send(said))
  })
  await page.reload()
  return { silence: () => void (silent = made) }
}

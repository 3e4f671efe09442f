import type { Page } from '@playwright/test'
import { SETTINGS_SECTIONS } from '../../renderer/console/shell/route.ts'

/** The moment of the demo in all pictures: a Wednesday morning in Vietnam. */
export const NOW = '2026-11-25T03:40:00.000Z'

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly size: 'wide' | 'phone'
  readonly language: 'en' | 'vi'
  readonly isSignedOut?: true
}

/** A picture: a place, and what is done there before it is taken. */
export interface Shot {
  readonly name: string
  readonly path: string
  readonly look: Look
  readonly prepare?: (page: Page) => Promise<void>
}

interface Screen {
  readonly name: string
  readonly path: string
  readonly isSignedOut?: true
  readonly prepare?: (page: Page) => Promise<void>
}

const openAt = (place: number) => async (page: Page) => {
  await page.getByRole('listitem').getByRole('link').nth(place).click()
  await page.waitForLoadState('networkidle')
}
const openFirst = openAt(0)
const press = (keys: string) => async (page: Page) => {
  for (const key of keys.split(' ')) await page.keyboard.press(key)
}
const afterwards =
  (...steps: ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page)
  }

/** Runs a command of the palette. */
const ask = (command: string) => async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(command)
  await page.getByRole('option', { name: command }).first().click()
}

const write = async (page: Page) => {
  await page.keyboard.press('r')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('**Good news**: it is on its way, and arrives tomorrow before noon.')
}

const screens: Screen[] = [
  { name: 'sign-in', path: '/', isSignedOut: true },
  { name: 'inbox', path: '/inbox/unassigned' },
  { name: 'conversation', path: '/inbox/all', prepare: openFirst },
  { name: 'note', path: '/inbox/all', prepare: afterwards(openFirst, press('n')) },
  { name: 'palette', path: '/inbox/all', prepare: afterwards(openFirst, press('Control+k')) },
  { name: 'shortcuts', path: '/inbox/all', prepare: afterwards(openFirst, press('?')) },
  { name: 'filter', path: '/inbox/all', prepare: press('f') },
  { name: 'chosen', path: '/inbox/all', prepare: afterwards(openFirst, press('x j x')) },
  { name: 'tags', path: '/inbox/all', prepare: afterwards(openFirst, press('l')) },
  {
    name: 'later',
    path: '/inbox/all',
    // What is written stays there as a draft: not in the conversation that other pictures show.
    prepare: afterwards(openAt(5), write, press('Control+Shift+Enter')),
  },
  { name: 'closed', path: '/inbox/closed', prepare: openFirst },
  {
    name: 'split',
    path: '/inbox/all',
    prepare: afterwards(openFirst, ask('Split the conversation')),
  },
  { name: 'tickets', path: '/tickets' },
  { name: 'ticket', path: '/tickets', prepare: openFirst },
  { name: 'new-ticket', path: '/tickets', prepare: press('c') },
  { name: 'deals', path: '/deals' },
  { name: 'deal', path: '/deals', prepare: openFirst },
  { name: 'new-deal', path: '/deals', prepare: press('c') },
  { name: 'customers', path: '/customers' },
  { name: 'customer', path: '/customers', prepare: openFirst },
  { name: 'new-customer', path: '/customers', prepare: press('c') },
  { name: 'notifications', path: '/notifications' },
  { name: 'team', path: '/team' },
  { name: 'canned', path: '/canned-replies' },
  ...SETTINGS_SECTIONS.map((section) => ({
    name: `settings-${section}`,
    path: `/settings/${section}`,
  })),
  { name: 'chat', path: '/chat', isSignedOut: true },
]

const onPhone = new Set([
  'inbox',
  'conversation',
  'filter',
  'notifications',
  'ticket',
  'deals',
  'deal',
  'customer',
  'palette',
  'team',
  'chat',
])
const inVietnamese = new Set([
  'inbox',
  'conversation',
  'palette',
  'shortcuts',
  'ticket',
  'deals',
  'deal',
  'customer',
  'team',
  'settings-hours',
  'settings-deals',
])

const wide = { size: 'wide', language: 'en' } as const
const lookOf = ({ isSignedOut }: Screen, look: Look): Look =>
  isSignedOut ? { ...look, isSignedOut } : look

const taken = (screen: Screen, suffix: string, look: Look): Shot => ({
  ...screen,
  name: `${screen.name}${suffix}`,
  look: lookOf(screen, look),
})

const inEnglish = screens.flatMap((screen) => [
  taken(screen, '', { ...wide, theme: 'light' }),
  taken(screen, '-dark', { ...wide, theme: 'dark' }),
  ...(onPhone.has(screen.name)
    ? [taken(screen, '-phone', { theme: 'light', size: 'phone', language: 'en' })]
    : []),
])
const translated = screens
  .filter(({ name }) => inVietnamese.has(name))
  .map((screen) => taken(screen, '-vi', { theme: 'light', size: 'wide', language: 'vi' }))

/** All pictures, those in Vietnamese last. */
export const shots: readonly Shot[] = [...inEnglish, ...translated]

/** Those the README shows. */
export const inDocs = new Set([
  'conversation',
  'conversation-dark',
  'ticket-vi',
  'palette',
  'conversation-phone',
])

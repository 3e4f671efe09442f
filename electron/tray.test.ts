import type { MenuItemConstructorOptions, NativeImage } from 'electron'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { drawTray } from './tray-icon.ts'
import { createTray, hasTray } from './tray.ts'
import { wordsFor } from './words.ts'

const IN_SYNC = {
  sync: 'in_sync',
  availability: 'online',
  isComposing: false,
  hasUnsent: false,
} as const

async function beside({ isThere = true, locale = 'en' } = {}) {
  const made = Object.assign(new EventEmitter(), {
    images: [] as unknown[],
    tip: '',
    menus: [] as MenuItemConstructorOptions[][],
    setImage: (image: unknown) => void made.images.push(image),
    setToolTip: (text: string) => void (made.tip = text),
    setContextMenu: (menu: MenuItemConstructorOptions[]) => void made.menus.push(menu),
  })
  const done: string[] = []
  const tray = createTray({
    create: () => made,
    createFromBitmap: (bitmap) => bitmap as unknown as NativeImage,
    build: (template) => template,
    isThere: async () => isThere,
    words: () => wordsFor(locale),
    open: () => done.push('open'),
    choose: (state) => done.push(state),
    quit: () => done.push('quit'),
  })
  await tray.open()
  const press = (label: string) => {
    const item = made.menus.at(-1)?.find((one) => one.label === label)
    if (item?.enabled === false) throw new Error(`${label} is not enabled`)
    const click = item?.click as unknown as () => void
    click()
  }
  const labels = () => made.menus.at(-1)?.flatMap(({ label }) => label ?? []) ?? []
  return { tray, made, done, press, labels }
}

it('says how the console stands, and how much is unread', async () => {
  const { tray, made, labels } = await beside()
  expect(made.tip).toBe('Frontdesk · Not signed in')
  tray.show(IN_SYNC)
  tray.count(3)
  expect(made.tip).toBe('Frontdesk · In sync · 3 unread messages')
  expect(labels()).toEqual(
    'In sync,3 unread messages,Open Frontdesk,Online,Away,Quit Frontdesk'.split(','),
  )
  tray.show({ ...IN_SYNC, sync: 'offline' })
  expect(made.tip).toBe('Frontdesk · Offline · 3 unread messages')
})

it('opens, sets the agent’s state and quits', async () => {
  const { tray, made, done, press } = await beside()
  expect(() => press('Away')).toThrow('not enabled')
  tray.show(IN_SYNC)
  expect(made.menus.at(-1)?.find(({ checked }) => checked)?.label).toBe('Online')
  press('Away')
  press('Open Frontdesk')
  made.emit('click')
  press('Quit Frontdesk')
  expect(done).toEqual(['away', 'open', 'open', 'quit'])
})

it('says that nothing comes in where the console is gone, but not that who was signed in went offline', async () => {
  const { tray, made } = await beside()
  tray.lost()
  expect(made.tip).toBe('Frontdesk · Not signed in')
  tray.show(IN_SYNC)
  tray.lost()
  expect(made.tip).toBe('Frontdesk · Offline')
  tray.show(IN_SYNC)
  expect(made.tip).toBe('Frontdesk · In sync')
})

it('is drawn anew only for what it shows', async () => {
  const { tray, made } = await beside()
  tray.show(IN_SYNC)
  const before = made.menus.length
  tray.show({ ...IN_SYNC, isComposing: true })
  tray.count(0)
  expect(made.menus).toHaveLength(before)
})

it('speaks Vietnamese where the system does', async () => {
  const { tray, labels } = await beside({ locale: 'vi' })
  tray.show(IN_SYNC)
  tray.count(1)
  expect(labels()).toEqual(
    'Đã đồng bộ,1 tin nhắn chưa đọc,Mở Frontdesk,Trực tuyến,Vắng mặt,Thoát Frontdesk'.split(','),
  )
})

it('is not there where the desktop has no place for it', async () => {
  const { tray, made } = await beside({ isThere: false })
  tray.show(IN_SYNC)
  expect([tray.exists(), made.images, made.menus]).toEqual([false, [], []])
})

it('Linux is asked whether it has one', async () => {
  expect(await hasTray('linux', async () => '(true,)\n')).toBe(true)
  expect(await hasTray('linux', async () => '(false,)\n')).toBe(false)
  expect(await hasTray('linux', () => Promise.reject(new Error('no gdbus')))).toBe(false)
  expect(await hasTray('win32', () => Promise.reject(new Error('not asked')))).toBe(true)
})

it('four states have four icons', () => {
  const looks = [true, false].flatMap((isInSync) =>
    [true, false].map((isUnread) => drawTray({ isInSync, isUnread }).bitmap.toString('hex')),
  )
  expect(new Set(looks).size).toBe(4)
})

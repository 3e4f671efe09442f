import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import type { UpdateState } from './bridge/update-contract.ts'
import { menuTemplate } from './menu.ts'
import { wordsFor } from './words.ts'

function items(
  platform: NodeJS.Platform,
  isPackaged = true,
  locale = 'en',
  state: UpdateState['state'] = 'idle',
) {
  const opened: string[] = []
  const template = menuTemplate({
    platform,
    words: wordsFor(locale),
    isPackaged,
    openInbox: () => opened.push('inbox'),
    servers: {
      list: [
        { id: 'a', name: 'Frontdesk', place: 'computer' },
        { id: 'b', name: 'Food & Co', place: 'server' },
      ],
      current: 'b',
      choose: (id) => opened.push(id),
      manage: () => opened.push('manage'),
    },
    copyDiagnostics: () => opened.push('diagnostics'),
    updates: { state, proceed: () => opened.push('update') },
    page: {
      print: () => opened.push('print'),
      find: () => opened.push('find'),
      zoom: {
        in: () => opened.push('in'),
        out: () => opened.push('out'),
        reset: () => opened.push('reset'),
      },
    },
  })
  const all = template.flatMap((menu) => [
    menu,
    ...((menu.submenu ?? []) as MenuItemConstructorOptions[]),
  ])
  return { template, all, opened, roles: all.map(({ role }) => role) }
}

it.each(['darwin', 'linux', 'win32'] as const)('%s has editing and a way out', (platform) => {
  expect(items(platform).roles).toEqual(
    expect.arrayContaining(['copy', 'paste', 'togglefullscreen', 'close', 'quit']),
  )
})

it.each(['darwin', 'linux'] as const)(
  '%s prints, finds and zooms by the usual keys',
  (platform) => {
    const { all, opened } = items(platform)
    for (const key of ['P', 'F', 'Plus', '=', '-', '0']) {
      const click = all.find(({ accelerator }) => accelerator === `CmdOrCtrl+${key}`)
        ?.click as unknown as () => void
      click()
    }
    expect(opened).toEqual(['print', 'find', 'in', 'in', 'out', 'reset'])
  },
)

it('macOS has its application menu first', () => {
  expect(items('darwin').template[0]?.role).toBe('appMenu')
  expect(items('linux').template[0]?.label).toBe('File')
})

it('developer tools are there when run from source, not in the packaged app', () => {
  expect(items('linux', false).roles).toContain('toggleDevTools')
  expect(items('linux', true).roles).not.toContain('toggleDevTools')
})

it('the inbox is one key away', () => {
  const { all, opened } = items('linux')
  const inbox = all.find(({ label }) => label === 'Inbox')
  expect(inbox?.accelerator).toBe('CmdOrCtrl+1')
  const click = inbox?.click as unknown as () => void
  click()
  expect(opened).toEqual(['inbox'])
})

it('each server is one click away, and the one of now is marked', () => {
  const { all, opened } = items('linux')
  const here = all.find(({ label }) => label === 'This Computer')
  const food = all.find(({ label }) => label === 'Food && Co')
  expect([here?.checked, food?.checked]).toEqual([false, true])
  for (const item of [here, all.find(({ label }) => label === 'Servers…')]) {
    const click = item?.click as unknown as () => void
    click()
  }
  expect(opened).toEqual(['a', 'manage'])
})

it('speaks Vietnamese where the system does', () => {
  const labels = items('linux', false, 'vi-VN').all.map(({ label }) => label)
  expect(labels).toContain('Hộp thư đến')
  const english = new Set<unknown>(Object.values(wordsFor('en')))
  expect(labels.filter((label) => label !== undefined && english.has(label))).toEqual([])
  expect(wordsFor('fr')).toBe(wordsFor('en'))
})

it('looks for a newer version, and says so in both languages when one waits for a restart', () => {
  const { all, opened } = items('linux')
  const click = all.find(({ label }) => label === 'Check for Updates…')
    ?.click as unknown as () => void
  click()
  expect(opened).toEqual(['update'])
  const labels = ['en', 'vi'].flatMap((locale) =>
    items('linux', true, locale, 'ready').all.map(({ label }) => label),
  )
  expect(labels).toEqual(expect.arrayContaining(['Restart to Update', 'Khởi động lại để cập nhật']))
})

import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { parseSync } from 'vite'

const CONSOLE = join(import.meta.dirname, '..', 'renderer', 'console')

/** Every file that comes with another before anything is asked for later. */
function loadedWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !/\.tsx?$/.test(path)) return seen
  seen.add(path)
  const { staticImports, staticExports } = parseSync(path, readFileSync(path, 'utf8')).module
  const imported = staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value)
  const passedOn = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest && !isType ? [moduleRequest.value] : [],
    ),
  )
  for (const name of [...imported, ...passedOn])
    if (name.startsWith('.')) loadedWith(join(dirname(path), name), seen)
  return seen
}

test('the pages of settings come when somebody opens them, not when the console is loaded', () => {
  const isPage = (path: string) => /^settings\/.*Section\.tsx$/.test(path)
  const pagesOf = (path: string) =>
    [...loadedWith(join(CONSOLE, path))].map((one) => relative(CONSOLE, one)).filter(isPage)
  expect(pagesOf('main.tsx')).toEqual([])
  expect(pagesOf('settings/SettingsScreen.tsx').length).toBeGreaterThan(10)
})

test('what reads calendars comes when somebody imports one, not with the settings', () => {
  const withSettings = [...loadedWith(join(CONSOLE, 'settings/SettingsScreen.tsx'))]
  const inHolidays = withSettings.filter((path) => path.includes('/settings/holidays/'))
  expect(inHolidays.map((path) => basename(path))).toContain('ImportHolidays.tsx')
  expect(inHolidays.map((path) => basename(path))).not.toContain('calendar.ts')
})

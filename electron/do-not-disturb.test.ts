import { expect, it } from 'vitest'
import { createQuiet } from './do-not-disturb.ts'

function desktop(platform: NodeJS.Platform, name: string, answer: string | Error) {
  const asked: string[] = []
  const isQuiet = createQuiet({
    platform,
    desktop: name,
    async run(program) {
      asked.push(program)
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { isQuiet, asked }
}

it.each([
  ['ubuntu:GNOME', 'false\n', true, 'gsettings'],
  ['ubuntu:GNOME', 'true\n', false, 'gsettings'],
  ['KDE', '(<true>,)\n', true, 'gdbus'],
  ['KDE', '(<false>,)\n', false, 'gdbus'],
])('%s that says %j: quiet is %s', async (name, answer, expected, program) => {
  const { isQuiet, asked } = desktop('linux', name, answer)
  expect(await isQuiet()).toBe(expected)
  expect(asked).toEqual([program])
})

it('a desktop that cannot be asked is not known to be quiet', async () => {
  expect(await desktop('linux', 'KDE', new Error('no gdbus')).isQuiet()).toBe(false)
  for (const [platform, name] of [
    ['linux', 'sway'],
    ['darwin', ''],
    ['win32', ''],
  ] as const) {
    const { isQuiet, asked } = desktop(platform, name, 'true')
    expect([await isQuiet(), asked]).toEqual([false, []])
  }
})

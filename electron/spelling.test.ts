import { expect, it } from 'vitest'
import { createSpelling } from './spelling.ts'

function checker(platform: NodeJS.Platform, languages: string[] | null = null, isOn = true) {
  const chosen = { isOn, languages }
  const session = {
    availableSpellCheckerLanguages: ['en-GB', 'en-US', 'vi'],
    isOn: true,
    languages: ['en-US'],
    setSpellCheckerEnabled: (next: boolean) => void (session.isOn = next),
    getSpellCheckerLanguages: () => session.languages,
    setSpellCheckerLanguages(next: string[]) {
      if (!next.every((one) => session.availableSpellCheckerLanguages.includes(one)))
        throw new Error('no such dictionary')
      session.languages = next
    },
  }
  const spelling = createSpelling({ platform, read: () => chosen })
  spelling.adopt(session)
  return { spelling, session, chosen }
}

it('checks in the system’s language until others are chosen', () => {
  const { spelling, session, chosen } = checker('linux')
  expect(spelling.state()).toEqual({
    languages: ['en-US'],
    available: ['en-GB', 'en-US', 'vi'],
  })
  chosen.languages = ['vi', 'en-GB']
  spelling.apply()
  expect(session.languages).toEqual(['vi', 'en-GB'])
  chosen.isOn = false
  spelling.apply()
  expect(session.isOn).toBe(false)
})

it('a language that is no longer there is left out', () => {
  expect(checker('win32', ['tlh', 'vi']).session.languages).toEqual(['vi'])
})

it('on macOS the system recognizes the language itself', () => {
  const { spelling, session } = checker('darwin', ['vi'])
  expect(session.languages).toEqual(['en-US'])
  expect(spelling.state()).toEqual({ languages: [], available: [] })
})

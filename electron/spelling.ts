/** The part of electron's Session that is used here. */
export type SpellingSession = {
  readonly availableSpellCheckerLanguages: string[]
  setSpellCheckerEnabled(isOn: boolean): void
  getSpellCheckerLanguages(): string[]
  setSpellCheckerLanguages(languages: string[]): void
}

export type SpellingParts = {
  platform: NodeJS.Platform
  /** What the person has chosen; null: what the system speaks. */
  read: () => { isOn: boolean; languages: readonly string[] | null }
}

export type Spelling = {
  adopt: (session: SpellingSession) => void
  /** What there is to choose from, and what is checked now; macOS chooses by itself. */
  state: () => { languages: string[]; available: string[] }
  /** Brings what was chosen into effect. */
  apply: () => void
}

/** Checks spelling in the languages the person writes. */
export function createSpelling({ platform, read }: SpellingParts): Spelling {
  let session: SpellingSession | null = null
  const choosable = () =>
    platform === 'darwin' ? [] : (session?.availableSpellCheckerLanguages ?? [])

  function apply() {
    if (session === null) return
    const { isOn, languages } = read()
    session.setSpellCheckerEnabled(isOn)
    if (languages === null || platform === 'darwin') return
    // A language that is not there is thrown: it may have been chosen in another version.
    const known = languages.filter((language) => choosable().includes(language))
    session.setSpellCheckerLanguages(known)
  }

  return {
    adopt(next) {
      session = next
      apply()
    },
    state: () => ({
      languages: platform === 'darwin' ? [] : (session?.getSpellCheckerLanguages() ?? []),
      available: choosable(),
    }),
    apply,
  }
}

import { LANGUAGES, setLanguage, useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { cx } from '../../ui/cx.ts'

/** Chooses the language before anybody is signed in. */
export function LanguageSwitch() {
  const words = useWords()
  const language = useLanguage((state) => state.language)
  return (
    <div className="flex gap-1">
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => setLanguage(one)}
          className={cx(
            'rounded-md px-2 py-1',
            one === language ? 'bg-sunken text-ink' : 'text-faint hover:text-ink',
          )}
        >
          {words.app.languageName[one]}
        </button>
      ))}
    </div>
  )
}

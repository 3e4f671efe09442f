import type { Appearance } from '../../../../server/contract/chat-settings.ts'
import { cx } from '../../../ui/cx.ts'
import { useLanguage } from '../../../words/language.ts'
import { useWords } from '../../../words/useWords.ts'

interface Props {
  look: Appearance
  place: number
  text: Record<'en' | 'vi', string>
}

/** A message as a visitor sees it beside the launcher, in the language of whoever looks. */
export function BubblePreview({ look, place, text }: Props) {
  const { proactive: words } = useWords()
  const language = useLanguage((state) => state.language)
  const said = text[language] || text.en || text.vi
  return (
    <figure
      aria-label={words.preview(place)}
      className={cx(
        'flex flex-col gap-3 rounded-lg bg-sunken p-4',
        look.position === 'right' ? 'items-end' : 'items-start',
      )}
    >
      {said !== '' && (
        <div
          dir="auto"
          className="flex items-center rounded-[16px] bg-raised text-[15px] shadow-raised"
        >
          <p className="max-w-[260px] min-w-0 p-3.5 wrap-anywhere">{said}</p>
          <span aria-hidden className="p-3.5 text-faint">
            ×
          </span>
        </div>
      )}
      <span aria-hidden className="size-14 rounded-full" style={{ background: look.color }} />
    </figure>
  )
}

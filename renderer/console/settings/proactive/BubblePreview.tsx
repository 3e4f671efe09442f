import { X } from 'lucide-react'
import type { Appearance } from '../../../../server/contract/chat-settings.ts'
import { cx } from '../../../ui/cx.ts'
import { useLanguage } from '../../../words/language.ts'
import { useWords } from '../../../words/useWords.ts'
import { useLoad } from '../../sync/useLoad.ts'
import { workspaceSettings } from '../resources.ts'

interface Props {
  look: Appearance
  place: number
  text: Record<'en' | 'vi', string>
}

/** A message as a visitor sees it beside the launcher, in the language of whoever looks. */
export function BubblePreview({ look, place, text }: Props) {
  const { proactive: words } = useWords()
  const language = useLanguage((state) => state.language)
  useLoad('settings workspace', workspaceSettings.load)
  const name = workspaceSettings.use(({ saved }) => saved?.workspaceName) ?? ''
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
        <div dir="auto" className="flex max-w-80 rounded-2xl bg-raised shadow-raised">
          <div className="flex min-w-0 gap-3 py-3.5 ps-3.5 text-[15px] wrap-anywhere">
            <Face avatar={look.avatar} name={name} />
            <p className="min-w-0">
              <b className="block text-[13px]">{name}</b>
              {said}
            </p>
          </div>
          <X size={18} aria-hidden className="m-3 shrink-0 text-faint" />
        </div>
      )}
      <span aria-hidden className="size-14 rounded-full" style={{ background: look.color }} />
    </figure>
  )
}

function Face({ avatar, name }: { avatar: string; name: string }) {
  if (avatar !== '') return <img src={avatar} alt="" className="size-9 rounded-full object-cover" />
  return (
    <span
      aria-hidden
      className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text"
    >
      {name.slice(0, 1)}
    </span>
  )
}

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  isOnPages,
  type PagePattern,
  pagesSource,
} from '../../../../server/contract/page-patterns.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useWords } from '../../../words/useWords.ts'

const MOST_PAGES = 20
const HOWS = ['contains', 'equals', 'wildcard'] as const

interface Props {
  /** The message's, 1 for the first. */
  place: number
  pages: PagePattern[]
  problem: (path: string) => string | undefined
  onChange: (pages: PagePattern[]) => void
}

/** On which pages a message is shown, with an address to try it. */
export function PagesField({ place, pages, problem, onChange }: Props) {
  const { proactive: words } = useWords()
  const add = () => onChange([...pages, { how: 'contains', text: '' }])
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{words.pages}</legend>
      <p className="text-xs text-faint">{words.pagesLead}</p>
      {pages.map((page, index) => (
        // Pages have no name of their own; each is what stands in its place.
        <PageField
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          {...{ page, place }}
          index={index + 1}
          error={problem(`pages.${index}`)}
          onChange={(next) => onChange(pages.with(index, next))}
          onRemove={() => onChange(pages.toSpliced(index, 1))}
        />
      ))}
      <Button
        className="self-start"
        disabled={pages.length >= MOST_PAGES}
        aria-label={words.addPage(place)}
        onClick={add}
      >
        <Plus size={14} aria-hidden /> {words.onePage}
      </Button>
      {pages.length > 0 && <Trial pages={pages} />}
    </fieldset>
  )
}

interface PageProps {
  page: PagePattern
  index: number
  place: number
  error: string | undefined
  onChange: (page: PagePattern) => void
  onRemove: () => void
}

function PageField({ page, index, place, error, onChange, onRemove }: PageProps) {
  const { proactive: words } = useWords()
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2">
        <Choice
          label={words.how(index, place)}
          value={page.how}
          options={HOWS.map((value) => ({ value, label: words.hows[value] }))}
          onChange={(how) => onChange({ ...page, how })}
        />
        <TextInput
          aria-label={words.page(index, place)}
          value={page.text}
          placeholder={words.examples[page.how]}
          maxLength={200}
          required
          spellCheck={false}
          className="w-auto! min-w-40 flex-1"
          onChange={({ currentTarget }) => onChange({ ...page, text: currentTarget.value })}
        />
        <IconButton icon={Trash2} label={words.removePage(index, place)} onClick={onRemove} />
      </div>
      {error && <p className="text-xs text-danger">{error}</p>}
    </div>
  )
}

/** Says of an address whether the pages hold it. */
function Trial({ pages }: { pages: readonly PagePattern[] }) {
  const { proactive: words } = useWords()
  const [address, setAddress] = useState('')
  const url = URL.parse(address.includes('://') ? address : `https://${address}`)
  const written = pages.filter(({ text }) => text.trim() !== '')
  const isThere = url !== null && isOnPages(pagesSource(written), url)
  return (
    <Field
      label={words.tryPage}
      hint={
        address === '' ? '' : url ? (isThere ? words.isThere : words.isNotThere) : words.noAddress
      }
    >
      {(control) => (
        <TextInput
          {...control}
          value={address}
          type="text"
          inputMode="url"
          spellCheck={false}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      )}
    </Field>
  )
}

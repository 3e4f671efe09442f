import { Autocomplete } from '@base-ui/react/autocomplete'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Kbd } from './Kbd.tsx'

/** Lines under one heading. */
export interface FinderSection<Item> {
  readonly title: string
  readonly items: readonly Item[]
}

interface Props<Item> {
  label: string
  /** Stands in the empty field. */
  hint: string
  icon: LucideIcon
  text: string
  onText: (text: string) => void
  sections: ReadonlyArray<FinderSection<Item>>
  renderLine: (item: Item) => ReactNode
  /** What there is to say about the answer; stands before it. */
  state?: ReactNode
  /** Stands below the lines. */
  children?: ReactNode
}

/** A field to type in, and below it the lines that answer, section by section; the arrows go through them. */
export function Finder<Item extends { id: string }>({
  text,
  onText,
  sections,
  renderLine,
  state,
  children,
  ...field
}: Props<Item>) {
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={sections}
      value={text}
      onValueChange={(next, { reason }) => reason !== 'item-press' && onText(next)}
      itemToStringValue={({ id }: Item) => id}
    >
      <Field {...field} />
      {state}
      <Autocomplete.List
        aria-label={field.label}
        className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5 outline-none data-empty:hidden"
      >
        {(section: FinderSection<Item>) => (
          <Autocomplete.Group key={section.title} items={section.items} className="block">
            <Autocomplete.GroupLabel className="px-2 pt-3 pb-1 text-xs font-medium text-faint">
              {section.title}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>{renderLine}</Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      {children}
    </Autocomplete.Root>
  )
}

function Field({ label, hint, icon: Icon }: { label: string; hint: string; icon: LucideIcon }) {
  return (
    <div className="flex items-center gap-2 border-b border-line px-3">
      <Icon size={16} aria-hidden className="shrink-0 text-faint" />
      <Autocomplete.Input
        aria-label={label}
        placeholder={hint}
        maxLength={200}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      <Kbd keys="Escape" />
    </div>
  )
}

interface LineProps<Item> {
  item: Item
  onChoose: (item: Item) => void
  className?: string
  children: ReactNode
}

/** A line of a finder: chosen by a click, or by Enter where the arrows are. */
export function FinderLine<Item>({ item, onChoose, className, children }: LineProps<Item>) {
  return (
    <Autocomplete.Item
      value={item}
      onClick={() => onChoose(item)}
      className={cx(
        'flex scroll-my-8 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken',
        className,
      )}
    >
      {children}
    </Autocomplete.Item>
  )
}

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface Props<V extends string> {
  label: string
  value: V
  tabs: readonly { value: V; label: string; content: ReactNode }[]
  onChange: (value: V) => void
}

/** Several pages in one place, of which one is shown. The arrow keys go from one to the next. */
export function Tabs<V extends string>({ label, value, tabs, onChange }: Props<V>) {
  return (
    <Base.Root value={value} onValueChange={(next: V) => onChange(next)}>
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="h-8 border-b-2 border-transparent px-2 font-medium whitespace-nowrap text-faint hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-3">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}

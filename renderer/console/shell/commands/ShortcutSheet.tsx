import { create } from 'zustand'
import { DialogBox } from '../../../ui/DialogBox.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { useWords } from '../../../words/useWords.ts'
import { type Command, GROUPS } from './command.ts'
import { commandsNow } from './registry.ts'

const useSheet = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const openShortcutSheet = () => useSheet.setState({ isOpen: true })

/** The list of all keys that do something at this moment. */
export function ShortcutSheet() {
  const { commands: words, app } = useWords()
  const isOpen = useSheet((state) => state.isOpen)
  return (
    <DialogBox
      open={isOpen}
      onOpenChange={(open) => useSheet.setState({ isOpen: open })}
      title={words.sheet}
      lead={words.sheetLead}
      closeLabel={app.close}
    >
      <Keys />
    </DialogBox>
  )
}

function Keys() {
  const { commands: words } = useWords()
  const commands = commandsNow().filter(({ keys }) => keys !== undefined)
  return GROUPS.map((group) => {
    const listed = commands.filter((command) => command.group === group)
    if (listed.length === 0) return null
    return (
      <section key={group} aria-labelledby={`keys-${group}`}>
        <h3 id={`keys-${group}`} className="mb-1.5 text-xs font-medium text-faint">
          {words.groups[group]}
        </h3>
        <KeyList commands={listed} />
      </section>
    )
  })
}

const KeyList = ({ commands }: { commands: readonly Command[] }) => (
  <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5">
    {commands.map(({ id, label, keys = [] }) => (
      <div key={id} className="contents">
        <dt>{label}</dt>
        <dd className="flex justify-end gap-1">
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
        </dd>
      </div>
    ))}
  </dl>
)

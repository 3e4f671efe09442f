import { create } from 'zustand'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'

const useSheet = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export const openShortcutSheet = () => useSheet.setState({ isOpen: true })

const keys = [
  ['next', 'J', '↓'],
  ['previous', 'K', '↑'],
  ['reply', 'R'],
  ['note', 'N'],
  ['send', 'Enter'],
  ['lineBreak', 'Shift + Enter'],
  ['search', '/'],
  ['leave', 'Esc'],
  ['goInbox', 'G I'],
  ['goTickets', 'G T'],
  ['goCustomers', 'G C'],
  ['help', '?'],
] as const

/** The list of all shortcuts. */
export function ShortcutSheet() {
  const { shortcuts: words, app } = useWords()
  const isOpen = useSheet((state) => state.isOpen)
  return (
    <DialogBox
      open={isOpen}
      onOpenChange={(open) => useSheet.setState({ isOpen: open })}
      title={words.title}
      closeLabel={app.close}
    >
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
        {keys.map(([name, ...pressed]) => (
          <div key={name} className="contents">
            <dt>{words[name]}</dt>
            <dd className="flex justify-end gap-1">
              {pressed.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-line bg-sunken px-1.5 font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </DialogBox>
  )
}

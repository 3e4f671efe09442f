import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { useOpening } from './useOpening.ts'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  lead?: string | undefined
  closeLabel: string
  /** For what needs more room than a question. */
  isWide?: boolean
  children: ReactNode
}

/** A question on top of the page. Escape and a click beside it close it. */
export function DialogBox(props: Props) {
  const { open, onOpenChange, title, lead, closeLabel, isWide = false, children } = props
  const { key, popup, isAstray } = useOpening(open)
  return (
    <Dialog.Root key={key} open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 starting:opacity-0" />
        <Dialog.Popup
          ref={popup}
          data-popup
          finalFocus={isAstray}
          className={cx(
            isWide ? 'w-[42rem]' : 'w-[28rem]',
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-4 overflow-y-auto rounded-lg border border-line bg-raised p-4 shadow-dialog outline-none transition-opacity duration-100 data-ending-style:opacity-0 starting:opacity-0',
          )}
        >
          <div className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-lg font-semibold wrap-anywhere">{title}</Dialog.Title>
              {lead && <Dialog.Description className="text-soft">{lead}</Dialog.Description>}
            </div>
            <Dialog.Close
              aria-label={closeLabel}
              className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-sunken hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import { useOpening } from '../../ui/useOpening.ts'
import { nameOf } from './commands/keys.ts'

interface Props {
  isOpen: boolean
  label: string
  /** The keys that opened it close it again. */
  keys: string
  isLarge?: boolean
  onClose: () => void
  children: ReactNode
}

/** A finder on top of every screen: new whenever it opens, and gone at once when it closes. */
export function FinderDialog({ isOpen, label, keys, isLarge, onClose, children }: Props) {
  const { popup } = useOpening(isOpen)
  if (!isOpen) return null
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 starting:opacity-0" />
        <Dialog.Popup
          ref={popup}
          data-popup
          aria-label={label}
          finalFocus={false}
          onKeyDown={(event) => {
            if (nameOf(event.nativeEvent) !== keys) return
            event.preventDefault()
            onClose()
          }}
          className={cx(
            'fixed left-1/2 z-50 flex max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-dialog outline-none',
            isLarge
              ? 'top-[8vh] max-h-[min(44rem,84vh)] w-[44rem]'
              : 'top-[10vh] max-h-[min(32rem,75vh)] w-[36rem]',
          )}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

import { Toast } from '@base-ui/react/toast'
import { Bell, BellRing, CircleAlert, CircleCheck, X } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { cx } from './cx.ts'
import { TextInput } from './TextInput.tsx'
import { type ToastData, toasts } from './toast.ts'

interface Props {
  label: string
  closeLabel: string
  children: ReactNode
}

/** Where the toasts of `sayDone` and `sayFailed` appear. */
export function Toasts({ label, closeLabel, children }: Props) {
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      {children}
      <Toast.Portal>
        {/* Below the headers and above the composer, so that no button is ever covered. */}
        <Toast.Viewport
          aria-label={label}
          className="fixed top-16 right-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

const looks = {
  done: { icon: CircleCheck, tone: 'text-good' },
  error: { icon: CircleAlert, tone: 'text-danger' },
  news: { icon: Bell, tone: 'text-accent-text' },
  urgent: { icon: BellRing, tone: 'text-danger' },
} as const

function ToastList({ closeLabel }: { closeLabel: string }) {
  const manager = Toast.useToastManager<ToastData>()
  return manager.toasts.map((toast) => {
    const { icon: Icon, tone } = looks[toast.type as keyof typeof looks] ?? looks.done
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        // What is read out at once is so beside it; its buttons are there to be found meanwhile, without a second reading.
        {...(toast.priority === 'high' && { 'aria-hidden': false, 'aria-live': 'off' })}
        className="rounded-lg border border-line bg-raised shadow-raised transition-opacity duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2 p-3">
          <Icon size={16} aria-hidden className={cx('mt-0.5 shrink-0', tone)} />
          <div className="min-w-0 flex-1">
            {/* No heading: it belongs to no part of the page. */}
            <Toast.Title render={<p />} className="font-medium wrap-anywhere" />
            <Toast.Description className="line-clamp-3 text-soft wrap-anywhere" />
            {toast.data?.reply && <Reply {...toast.data.reply} />}
          </div>
          <Toast.Action className="-my-0.5 rounded-md px-2 py-0.5 font-medium text-accent-text hover:bg-sunken" />
          <Toast.Close
            aria-label={closeLabel}
            aria-hidden={false}
            className="inline-flex size-6 items-center justify-center rounded-md text-faint hover:bg-sunken hover:text-ink"
          >
            <X size={14} aria-hidden />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** Answers what a toast says without going there. */
function Reply({ label, send }: NonNullable<ToastData['reply']>) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('reply')
    if (typeof text === 'string' && text.trim() !== '') send(text.trim())
  }
  return (
    <form onSubmit={submit} className="mt-2">
      <TextInput name="reply" aria-label={label} placeholder={label} autoComplete="off" />
    </form>
  )
}

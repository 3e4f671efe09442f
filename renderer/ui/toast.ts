import { Toast } from '@base-ui/react/toast'

/** What a toast can hold beside its text: a field that answers it. */
export interface ToastData {
  reply?: { label: string; send: (text: string) => void }
}

export const toasts = Toast.createToastManager<ToastData>()

/** Says in a corner that something went well. */
export const sayDone = (title: string) => toasts.add({ title, timeout: 4000 })

/** Says what was done, with a button that takes it back. Where something can be taken back, nobody is asked before. */
export function sayUndoable(title: string, undoLabel: string, undo: () => void) {
  const id = toasts.add({
    title,
    timeout: 10_000,
    actionProps: {
      children: undoLabel,
      onClick: () => {
        toasts.close(id)
        undo()
      },
    },
  })
}

/** Says in a corner that something failed; it stays longer and is read out at once. */
export const sayFailed = (title: string, description?: string) =>
  toasts.add({
    title,
    ...(description ? { description } : {}),
    type: 'error',
    priority: 'high',
    timeout: 9000,
  })

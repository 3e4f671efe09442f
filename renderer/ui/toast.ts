import { Toast } from '@base-ui/react/toast'

export const toasts = Toast.createToastManager()

/** Says in a corner that something went well. */
export const sayDone = (title: string) => toasts.add({ title, timeout: 4000 })

/** Says in a corner that something failed; it stays longer and is read out at once. */
export const sayFailed = (title: string, description?: string) =>
  toasts.add({
    title,
    ...(description ? { description } : {}),
    type: 'error',
    priority: 'high',
    timeout: 9000,
  })

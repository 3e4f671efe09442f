import { create } from 'zustand'
import type { EventBody } from '../../../electron/bridge/contract.ts'
import { download as inBrowser } from '../../files/links.ts'
import { desktop } from '../host/desktop.ts'

export type Download = EventBody<'download.change'>

/** The downloads of this window that somebody may still want to see, the newest first. */
export const useDownloads = create<{ list: readonly Download[] }>()(() => ({ list: [] }))

/** Fetches a file for the person: by the shell, which asks where to keep it, or by the browser. */
export function fetchFile(url: string, name: string) {
  if (desktop) void desktop.download.start({ url })
  else inBrowser(url, name)
}

/** What is known of a download now; one that was cancelled is gone. */
export function downloadChanged(download: Download) {
  useDownloads.setState(({ list }) => {
    if (download.state === 'cancelled') return { list: list.filter(({ id }) => id !== download.id) }
    const isKnown = list.some(({ id }) => id === download.id)
    if (!isKnown) return { list: [download, ...list] }
    return { list: list.map((one) => (one.id === download.id ? download : one)) }
  })
}

export const dismiss = (id: string) =>
  useDownloads.setState(({ list }) => ({ list: list.filter((one) => one.id !== id) }))

export const cancel = (id: string) => void desktop?.download.cancel({ id })
export const showInFolder = (id: string) => void desktop?.download.show({ id })

/** Follows the shell's downloads; whoever signs in next does not see them. */
export function watchDownloads() {
  const end = desktop?.download.onChange(downloadChanged)
  return () => {
    end?.()
    useDownloads.setState({ list: [] })
  }
}

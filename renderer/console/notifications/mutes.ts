import { create } from 'zustand'
import { sayDone } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { ask } from '../sync/api.ts'

const useMutes = create<{ ids: ReadonlySet<string> }>()(() => ({ ids: new Set() }))

export const useIsMuted = (id: string) => useMutes(({ ids }) => ids.has(id))

/** Which conversations this agent has muted. */
export async function loadMutes() {
  useMutes.setState({ ids: new Set(await ask<string[]>({ path: '/api/notifications/muted' })) })
}

/** Mutes a conversation for this agent, or ends that. */
export async function setMuted(id: string, isMuted: boolean) {
  await ask({ method: 'PUT', path: `/api/notifications/muted/${id}`, body: { isMuted } })
  useMutes.setState(({ ids }) => {
    const next = new Set(ids)
    if (isMuted) next.add(id)
    else next.delete(id)
    return { ids: next }
  })
  const { notifications } = words()
  sayDone(isMuted ? notifications.muted : notifications.unmuted)
}

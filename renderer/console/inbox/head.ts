import { world } from '../sync/store.ts'

/** The last message of a conversation that this window shows; 0 before it is loaded. */
export const headOf = (id: string) => {
  const { threads, conversations } = world()
  const shown = threads[id]?.messages.findLast(({ seq }) => seq !== null)?.seq
  return shown ?? conversations[id]?.value?.headSeq ?? 0
}

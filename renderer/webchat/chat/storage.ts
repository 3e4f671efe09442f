/** What this browser keeps for the chat. What is read is in memory; what is written is safe once its promise is done. */
export interface Storage {
  get: <T>(key: string) => T | undefined
  keys: () => string[]
  /** Keeps several values at once, all or none; `undefined` forgets one. Answers whether all of it outlives the page. */
  write: (changes: Changes) => Promise<boolean>
  /** Tells of changes made by other tabs. */
  onChange: (listener: (key: string) => void) => void
  /** Looks for what other tabs changed while this one could not hear of it. */
  refresh: () => Promise<void>
}
export type Changes = Record<string, unknown>

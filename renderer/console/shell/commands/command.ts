/** In the order in which the palette and the sheet show them. */
export const GROUPS = [
  'conversation',
  'writing',
  'list',
  'ticket',
  'customer',
  'company',
  'go',
  'account',
  'help',
] as const
export type Group = (typeof GROUPS)[number]

/** Something the screen can do, by its name in the palette and, where it is frequent, by keys. */
export interface Command {
  /** Unique and lasting: what was used lately is remembered by it. Of two with one id, the one that came later counts. */
  readonly id: string
  /** In the agent's language, as a deed: "Close the conversation". */
  readonly label: string
  readonly group: Group
  /** Further words it is found by. */
  readonly keywords?: string
  /**
   * Each one way to press it: a key by its name (`j`, `?`, `Escape`, `shift+Enter`), with Ctrl or ⌘ (`mod+k`), or one
   * after the other (`g i`).
   */
  readonly keys?: readonly string[]
  /** Its keys work in a text field, too. Only for keys that write nothing. */
  readonly whileTyping?: boolean
  /** Goes on while the key is held down. */
  readonly repeats?: boolean
  /** False keeps it out of the palette and its keys without effect. */
  readonly isEnabled?: boolean
  /** Absent for what the focused field does itself; then it is only listed. */
  readonly run?: () => void
}

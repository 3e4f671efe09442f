import { useLayoutEffect, useRef } from 'react'
import type { Command } from './command.ts'

const owners = new Set<{ readonly current: readonly Command[] }>()

/**
 * Offers commands while the component is on the screen: in the palette, by their keys, and in the list of shortcuts.
 * This is the only way to bind a key to the page.
 *
 *     useCommands([
 *       { id: 'thread.close', label: words.close, group: 'conversation', keys: ['e'], run: close },
 *     ])
 *
 * The list may be made anew at every render: what counts is what it says at the moment it is looked at.
 */
export function useCommands(commands: readonly Command[]) {
  const owner = useRef(commands)
  useLayoutEffect(() => {
    owner.current = commands
  })
  useLayoutEffect(() => {
    owners.add(owner)
    return () => void owners.delete(owner)
  }, [])
}

/** Everything that can be done at this moment. */
export function commandsNow(): Command[] {
  const byId = new Map<string, Command>()
  for (const owner of owners)
    for (const command of owner.current)
      if (command.isEnabled !== false) byId.set(command.id, command)
  return [...byId.values()]
}

import { useMemo } from 'react'
import { useWorld } from './store.ts'
import type { Shelf, World } from './world.ts'

/** What is on a shelf, by name. */
export function useByName<T extends { readonly name: string }>(
  shelfOf: (world: World) => Shelf<T>,
): T[] {
  const shelf = useWorld(shelfOf)
  return useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => value ?? [])
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [shelf],
  )
}

import { browserDatabase } from './database.ts'

/**
 * Small texts that every tab of this browser sees in the same order. `localStorage` does not promise that: what one
 * tab has written may reach another later than the lock it gave up.
 */
export const vault = {
  async read(key: string): Promise<string | null> {
    return (await (await browserDatabase()).get('secrets', key)) ?? null
  },
  async write(key: string, value: string) {
    await (await browserDatabase()).put('secrets', value, key)
  },
  async remove(key: string) {
    await (await browserDatabase()).delete('secrets', key)
  },
}

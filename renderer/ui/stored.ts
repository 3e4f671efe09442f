import { create } from 'zustand'

/** One of several, remembered in this browser; every tab follows when it changes in one of them. */
export function storedChoice<V extends string>(key: string, values: readonly V[], usual: V) {
  const read = (text: string | null | undefined) => values.find((value) => value === text) ?? usual
  const use = create<{ value: V }>()(() => ({ value: read(localStorage.getItem(key)) }))
  function choose(value: V) {
    localStorage.setItem(key, value)
    use.setState({ value })
  }
  addEventListener('storage', (event) => {
    if (event.key === key) use.setState({ value: read(event.newValue) })
  })
  return { use, choose }
}

import { create } from 'zustand'
import { desktop } from '../host/desktop.ts'

interface Finding {
  readonly isOpen: boolean
  readonly found: readonly Range[]
  /** Which of them one is at. */
  readonly at: number
}

const NOTHING: Finding = { isOpen: false, found: [], at: 0 }
export const useFinding = create<Finding>()(() => NOTHING)

const ALL = 'find'
const CURRENT = 'find-current'
// More marks than anybody goes through would only hold up the page.
const MOST = 1000

/** The screen: not the rail, and not the field one searches with. */
const place = () => document.querySelector('main')

/** Every place on the screen where a text stands, whatever its case. */
function rangesOf(text: string, root: Node): Range[] {
  const wanted = text.toLocaleLowerCase()
  const ranges: Range[] = []
  if (wanted === '') return ranges
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    const content = (node.textContent ?? '').toLocaleLowerCase()
    let from = content.indexOf(wanted)
    if (from !== -1 && !node.parentElement?.checkVisibility()) continue
    for (; from !== -1; from = content.indexOf(wanted, from + wanted.length)) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, Math.min(from + wanted.length, node.textContent?.length ?? 0))
      ranges.push(range)
    }
  }
  return ranges
}

function mark({ found, at }: Pick<Finding, 'found' | 'at'>) {
  CSS.highlights.set(ALL, new Highlight(...found))
  const current = found[at]
  CSS.highlights.set(CURRENT, current ? new Highlight(current) : new Highlight())
  current?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
}

/** Looks for a text on the screen as it is now, and goes to the first place, or on by `step` places. */
export function find(text: string, step: -1 | 0 | 1) {
  const main = place()
  const found = main ? rangesOf(text, main) : []
  const { at: before } = useFinding.getState()
  const at = step === 0 || found.length === 0 ? 0 : (before + step + found.length) % found.length
  useFinding.setState({ found, at })
  mark({ found, at })
}

export function closeFinding() {
  useFinding.setState(NOTHING)
  CSS.highlights.delete(ALL)
  CSS.highlights.delete(CURRENT)
}

/** Follows the shell's menu. A browser has a search of its own. */
export const watchFinding = () =>
  desktop?.page.onFind(() => useFinding.setState({ isOpen: true })) ?? (() => undefined)

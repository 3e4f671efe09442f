import { expect, it } from 'vitest'
import { changeBy } from './marks.ts'

/** Presses a key in a text whose selection stands between two bars. */
function press(key: string, drawn: string): string | null {
  const from = drawn.indexOf('|')
  const to = drawn.lastIndexOf('|') - (drawn.split('|').length - 2)
  const text = drawn.replaceAll('|', '')
  const change = changeBy(key, { text, from, to })
  if (!change) return null
  const [start, end] = change.marked
  const inner = `${change.text.slice(0, start)}|${change.text.slice(start, end)}|${change.text.slice(end)}`
  return text.slice(0, change.over[0]) + inner + text.slice(change.over[1])
}

it.each([
  ['mod+b', 'xin |chào| chị', 'xin **|chào|** chị'],
  ['mod+b', 'xin **|chào|** chị', 'xin |chào| chị'],
  ['mod+i', 'a |b|', 'a _|b|_'],
  ['mod+e', '||', '`||`'],
  ['mod+shift+x', '|100k|', '~~|100k|~~'],
  ['mod+k', 'see |here|.', 'see [here](|https://|).'],
  ['mod+k', '|https://a.example|', '[||](https://a.example)'],
])('%s in %j makes %j', (key, before, after) => {
  expect(press(key, before)).toBe(after)
})

it('leaves what is no mark, and a link without words, to others', () => {
  expect(press('mod+z', '|a|')).toBeNull()
  expect(press('mod+k', 'a||')).toBeNull()
})

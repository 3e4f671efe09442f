import { expect, it } from 'vitest'
import { contextMenu } from './context-menu.ts'
import type { Clicked } from './context-menu.ts'
import { wordsFor } from './words.ts'

const editFlags = {
  canUndo: true,
  canRedo: false,
  canCut: false,
  canCopy: true,
  canPaste: true,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
}

function click(part: Partial<Clicked>, locale = 'en') {
  const done: string[][] = []
  const nothing = { dictionarySuggestions: [], isEditable: false, linkURL: '', misspelledWord: '' }
  const items = contextMenu(
    { ...nothing, selectionText: '', editFlags, ...part },
    wordsFor(locale),
    {
      replace: (word) => done.push(['replace', word]),
      learn: (word) => done.push(['learn', word]),
      copy: (text) => done.push(['copy', text]),
    },
  )
  const press = (label: string) => {
    const item = items.find((one) => one.label === label)?.click as unknown as () => void
    item()
  }
  return { items, labels: items.map(({ label, type }) => label ?? type), press, done }
}

it('a misspelled word is replaced or learnt', () => {
  const dictionarySuggestions = ['hello', 'hell', 'halo', 'hullo', 'help', 'held']
  const { labels, press, done } = click({
    isEditable: true,
    misspelledWord: 'helo',
    dictionarySuggestions,
  })
  expect(labels.slice(0, 7)).toEqual([
    ...dictionarySuggestions.slice(0, 5),
    'Add to Dictionary',
    'separator',
  ])
  press('hello')
  press('Add to Dictionary')
  expect(done).toEqual([
    ['replace', 'hello'],
    ['learn', 'helo'],
  ])
})

it('says so where there is no suggestion, in Vietnamese, too', () => {
  const word = { isEditable: true, misspelledWord: 'xyz' }
  expect(click(word).items[0]).toMatchObject({ label: 'No suggestions', enabled: false })
  expect(click(word, 'vi').labels[0]).toBe('Không có gợi ý')
})

it('a field has what can be done in it, and greys the rest', () => {
  const { items } = click({ isEditable: true })
  expect(items.map(({ role, enabled }) => [role, enabled])).toEqual([
    ['cut', false],
    ['copy', true],
    ['paste', true],
    ['pasteAndMatchStyle', true],
    ['selectAll', true],
  ])
})

it('a link of a customer’s is copied as it was checked; one of the app’s own is not offered', () => {
  const { labels, press, done } = click({ linkURL: 'https://shop.example/a b' })
  expect(labels).toEqual(['Copy Link'])
  press('Copy Link')
  expect(done).toEqual([['copy', 'https://shop.example/a%20b']])
  for (const linkURL of ['frontdesk-app://console/tickets', 'javascript:alert(1)', 'file:///etc'])
    expect(click({ linkURL }).labels).toEqual([])
})

it('text on the page is copied, and where there is nothing there is no menu', () => {
  expect(click({ selectionText: 'Order 7' }).labels).toEqual(['Copy'])
  expect(click({ selectionText: ' ' }).labels).toEqual([])
})

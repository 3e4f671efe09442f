import { expect, test } from 'vitest'
import { vi as vietnamese } from '../../../words/vi.ts'
import { en } from '../../../words/en.ts'
import type { Command } from './command.ts'
import { sectionsOf } from './entries.ts'

const run = () => undefined
const commands: Command[] = [
  { id: 'go.inbox', label: 'Go to the inbox', group: 'go', keys: ['g i'], run },
  { id: 'thread.close', label: 'Close the conversation', group: 'conversation', keys: ['e'], run },
  { id: 'thread.take', label: 'Take the conversation', group: 'conversation', run },
  { id: 'composer.send', label: 'Send', group: 'writing', keys: ['Enter'] },
]

const shown = (query: string, recent: string[] = []) =>
  sectionsOf(commands, { query, recent, words: en.commands }).map(({ title, items }) => [
    title,
    ...items.map(({ label }) => label),
  ])

test('without a query everything is there by group, and what a field does itself is not', () => {
  expect(shown('')).toEqual([
    ['Conversation', 'Close the conversation', 'Take the conversation'],
    ['Go to', 'Go to the inbox'],
  ])
})

test('what was used lately comes first, and only once', () => {
  expect(shown('', ['go.inbox', 'gone'])).toEqual([
    ['Recent', 'Go to the inbox'],
    ['Conversation', 'Close the conversation', 'Take the conversation'],
  ])
})

test('a query keeps what answers it, the best first', () => {
  expect(shown('take')).toEqual([['Conversation', 'Take the conversation']])
  expect(shown('inbox')).toEqual([['Go to', 'Go to the inbox']])
  expect(shown('conv', ['thread.take'])).toEqual([
    ['Conversation', 'Take the conversation', 'Close the conversation'],
  ])
  expect(shown('quite another thing')).toEqual([])
})

test('Vietnamese is found without its marks', () => {
  const label = vietnamese.commands.go.inbox
  const only: Command[] = [{ id: 'go.inbox', label, group: 'go', run }]
  const words = vietnamese.commands
  expect(sectionsOf(only, { query: 'den hop thu', recent: [], words })).toHaveLength(1)
})

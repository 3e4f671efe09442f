import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import { externalAddress } from './security.ts'
import type { Words } from './words.ts'

export type Clicked = Pick<
  ContextMenuParams,
  | 'dictionarySuggestions'
  | 'editFlags'
  | 'isEditable'
  | 'linkURL'
  | 'misspelledWord'
  | 'selectionText'
>

export type ContextActions = {
  replace: (word: string) => void
  learn: (word: string) => void
  copy: (text: string) => void
}

/** What can be done with what was clicked; nothing where the page has nothing for a menu. */
export function contextMenu(
  clicked: Clicked,
  words: Words,
  actions: ContextActions,
): MenuItemConstructorOptions[] {
  const groups = [
    spelling(clicked, words, actions),
    link(clicked, words, actions),
    editing(clicked, words),
  ].filter((group) => group.length > 0)
  return groups.flatMap((group, index) =>
    index === 0 ? group : [{ type: 'separator' as const }, ...group],
  )
}

const SUGGESTIONS = 5

function spelling(
  { misspelledWord, dictionarySuggestions, isEditable }: Clicked,
  words: Words,
  { replace, learn }: ContextActions,
): MenuItemConstructorOptions[] {
  if (!isEditable || misspelledWord === '') return []
  const suggested = dictionarySuggestions.slice(0, SUGGESTIONS).map((word) => ({
    label: word,
    click: () => replace(word),
  }))
  return [
    ...(suggested.length > 0 ? suggested : [{ label: words.noSuggestions, enabled: false }]),
    { label: words.addToDictionary, click: () => learn(misspelledWord) },
  ]
}

function link(
  { linkURL }: Clicked,
  words: Words,
  { copy }: ContextActions,
): MenuItemConstructorOptions[] {
  // An address of the app's own means nothing anywhere else.
  const address = externalAddress(linkURL)
  return address === null ? [] : [{ label: words.copyLink, click: () => copy(address) }]
}

function editing(
  { isEditable, selectionText, editFlags }: Clicked,
  words: Words,
): MenuItemConstructorOptions[] {
  const copy = { role: 'copy' as const, label: words.copy, enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy]
  return [
    { role: 'cut', label: words.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', label: words.pasteAsText, enabled: editFlags.canPaste },
    { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll },
  ]
}

import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserStorage } from './browser-storage.ts'
import { choosing } from './choosing.ts'
import { type Context, dispatch, enterSession } from './context.ts'
import { forgetVisitor } from './identifying.ts'
import { bytesOf, chosenIn, keptFile, keptFiles } from './kept-files.ts'
import { keptMessage } from './outbox.ts'
import { chosenFile } from './sending.fixture.ts'
import { leaveChat } from './starting.ts'
import { createStore } from './store.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }
const namesIn = (context: Context) => chosenIn(context.storage).map(({ name }) => name)

/** A chat with a message that waits with its file, one that the server has, and a file for the next. */
function chatWithFiles() {
  const store = createStore()
  const storage = browserStorage()
  const context: Context = { store, storage, ask: async () => undefined }
  const [waits, sent, next] = ['waits.png', 'sent.png', 'next.png'].map(chosenFile)
  if (!waits || !sent || !next) throw new Error('no files')
  const of = (clientMessageId: string, at: number, file: typeof waits) => {
    const { bytes: _, ...attachment } = file
    const state = clientMessageId === 'sent' ? ('sent' as const) : ('sending' as const)
    return { clientMessageId, content: clientMessageId, at, state, attachments: [attachment] }
  }
  void storage.write(keptFiles([waits, sent, next]))
  void storage.write(keptMessage('s', of('waits', 1, waits)))
  void storage.write(keptMessage('s', of('sent', 2, sent)))
  enterSession(context, session)
  return { context, store, storage, waits, sent, next }
}

describe('files that are kept', () => {
  it('are those of messages, and of what is being written', () => {
    const { context } = chatWithFiles()
    expect(namesIn(context)).toEqual(['next.png'])
  })

  it('are forgotten with the message, when the server has it or it is given up', () => {
    const { context, storage, waits, sent } = chatWithFiles()
    dispatch(context, { kind: 'removed', clientMessageId: 'sent' })
    expect(bytesOf(storage, sent.key ?? '')).toBeUndefined()
    expect(bytesOf(storage, waits.key ?? '')).toBeInstanceOf(File)
    expect(namesIn(context)).toEqual(['next.png'])
  })

  it('go on to the next chat when theirs is left before they were sent', () => {
    const { context, store, storage, sent } = chatWithFiles()
    leaveChat(context)
    expect(namesIn(context)).toEqual(['waits.png', 'next.png'])
    expect(bytesOf(storage, sent.key ?? '')).toBeUndefined()
    expect(store.get().draft).toBe('waits')
  })

  it('are all gone when somebody else sits here', () => {
    const { context, storage } = chatWithFiles()
    forgetVisitor(context)
    expect(storage.keys()).toEqual([])
  })
})

/** A request that never gets an answer. */
class Unanswered {
  upload = { addEventListener() {} }
  open() {}
  setRequestHeader() {}
  addEventListener() {}
  abort() {}
  send() {}
}
afterEach(() => vi.unstubAllGlobals())

describe('files chosen for the next message', () => {
  it('are there again when the chat is opened, and are dropped from memory when another tab has sent them', () => {
    const { context, store, storage, next } = chatWithFiles()
    let changed: (key: string) => void = () => {}
    storage.onChange = (listener) => void (changed = listener)
    vi.stubGlobal('document', { documentElement: { lang: 'en' } })
    vi.stubGlobal('XMLHttpRequest', Unanswered)
    enterSession(context, null)
    const uploads = choosing(context)
    enterSession(context, session)
    expect(uploads.chosen().map(({ name }) => name)).toEqual(['next.png'])
    const { bytes: _, ...attachment } = next
    const outgoing = { content: '', at: 3, state: 'sending' as const, attachments: [attachment] }
    void storage.write(keptMessage('s', { ...outgoing, clientMessageId: 'elsewhere' }))
    changed('outbox')
    expect(uploads.chosen()).toEqual([])
    expect(store.get().session).toBe(session)
  })

  it('stand in the order they were chosen', () => {
    const storage = browserStorage()
    for (const name of ['c', 'a', 'b']) void storage.write(keptFile(name, new File(['x'], name)))
    expect(chosenIn(storage).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })
})

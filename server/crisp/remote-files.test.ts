import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  type CrispEmulator,
  startCrispEmulator,
} from '../../tests/support/crisp-emulator/emulator.ts'
import { expectLive, startOn } from '../../tests/support/crisp-mirror.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import type { TestServer } from '../../tests/support/server.ts'
import type { Message } from '../contract/conversations.ts'

const INVOICE = { name: 'invoice.pdf', url: 'https://a.test/i.pdf', type: 'application/pdf' }

onBothDatabases('files of Crisp', (create) => {
  let on: TestDatabase
  let crisp: CrispEmulator
  let server: TestServer
  let session: string
  beforeEach(async () => {
    on = await create()
    crisp = await startCrispEmulator()
    server = await startOn(crisp, on)
    await expectLive(crisp)
    session = crisp.acts.visitorArrives(crisp.websiteId, { nickname: 'Lena' })
  })
  afterEach(async () => {
    await server.stop()
    await crisp.stop()
    await on.drop()
  })

  // Without an order: within a millisecond there is none.
  const files = async () => {
    const [conversation] = (await server.admin.get('/api/inbox')).body.data
    if (!conversation) return new Set()
    const { body } = await server.admin.get(`/api/inbox/${conversation.id}/messages`)
    return new Set(body.data.map(({ kind, remoteFile }: Message) => [kind, remoteFile]))
  }
  const patient = { timeout: 10_000 }
  const invoice = { kind: 'file', ...INVOICE, seconds: null }

  it('say what they are and where they are kept, also once they were edited', async () => {
    const { fingerprint } = crisp.acts.visitorSays(session, { type: 'file', content: INVOICE })
    const content = { url: 'https://a.test/note.webm', type: 'audio/webm', duration: 7 }
    crisp.acts.visitorSays(session, { type: 'audio', content })
    const { duration: seconds, ...rest } = content
    const note = ['file', { kind: 'audio', name: null, ...rest, seconds }]
    await expect.poll(files, patient).toEqual(new Set([['file', invoice], note]))
    crisp.acts.edit(session, fingerprint, { ...INVOICE, name: 'invoice-2.pdf' })
    await expect
      .poll(files, patient)
      .toEqual(new Set([['file', { ...invoice, name: 'invoice-2.pdf' }], note]))
  })

  it('are gone with their message, and are none where their address is no web address', async () => {
    const { fingerprint } = crisp.acts.visitorSays(session, { type: 'file', content: INVOICE })
    const harmful = { name: 'x', url: 'javascript:alert(1)', type: 'text/html' }
    crisp.acts.visitorSays(session, { type: 'file', content: harmful })
    await expect.poll(files, patient).toEqual(
      new Set([
        ['file', invoice],
        ['file', undefined],
      ]),
    )
    crisp.acts.remove(session, fingerprint)
    await expect.poll(files, patient).toEqual(
      new Set([
        ['file', undefined],
        ['file', undefined],
      ]),
    )
  })
})

import { expect, it } from 'vitest'
import { startCrispEmulator } from '../../tests/support/crisp-emulator/emulator.ts'
import { onBothDatabases } from '../../tests/support/databases.ts'
import { readConfig } from '../config.ts'
import { backfillHere } from './command.ts'
import { credentialsOf } from './api/credentials.ts'
import { listSessions } from './public/lists.ts'

onBothDatabases('crisp backfill', (create) => {
  it('brings in the past where no server runs, shows how far it is, and goes on with what is there', async () => {
    const on = await create()
    const crisp = await startCrispEmulator()
    for (let index = 0; index < 3; index++) {
      const session = crisp.acts.visitorArrives(crisp.websiteId)
      crisp.acts.visitorSays(session, `hello ${index}`)
    }
    const database = await on.open()
    const credentials = credentialsOf(readConfig({ ...on.environment, ...crisp.environment() }))
    if (!credentials) throw new Error('no credentials')
    const written: string[] = []
    const out = { isTTY: true, write: (text: string) => written.push(text) > 0 }
    await backfillHere({ database, credentials, websiteId: crisp.websiteId, out })
    const part = { websiteId: crisp.websiteId, offset: 0, limit: 10 }
    expect(await listSessions(database.sql, part)).toHaveLength(3)
    expect(written.at(-1)).toContain('3/3 conversations')
    crisp.requests.clear()
    await backfillHere({ database, credentials, websiteId: undefined, out })
    expect(crisp.requests.all.filter(({ route }) => route.includes('/messages'))).toEqual([])
    await database.close()
    await crisp.stop()
    await on.drop()
  })
})

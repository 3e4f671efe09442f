import { setTimeout as passed } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { until } from '../faults/until.ts'
import type { CrispEmulator } from '../support/crisp-emulator/emulator.ts'
import { websiteOf } from '../support/crisp-emulator/store.ts'
import type { TestDatabase } from '../support/databases.ts'
import { startOn } from '../support/crisp-mirror.ts'
import type { Account, TestServer } from '../support/server.ts'
import type { TestSocket } from '../support/sockets.ts'
import { asTold, type Mirrored, mirrorOf } from './mirror.ts'

/** A real server that mirrors an emulated Crisp, with an agent at its console. */
export interface CrispDesk {
  emulator: CrispEmulator
  server: TestServer
  agent: TestSocket
  /** An operator at Crisp's side. */
  operatorId: string
  /** Our conversation of one of Crisp's, once it is here. */
  conversationOf(session: string): Promise<string | undefined>
  /** Stops the server and starts it again on the same data. */
  restart(): Promise<void>
  /** Both sides, once they agree or can no longer be waited for; only these conversations, where some are named. */
  settled(only?: ReadonlySet<string>): Promise<{ ours: Mirrored[]; theirs: Mirrored[] }>
  stop(): Promise<void>
}

// What was heard while Crisp was asked is asked for again within half a minute.
const PATIENCE_MS = 45_000
const LOOK_MS = 40

export async function openCrispDesk(on: TestDatabase, emulator: CrispEmulator): Promise<CrispDesk> {
  const start = () => startOn(emulator, on, { CRISP_DAILY_REQUESTS: '1000000' })
  const sit = async (server: TestServer, account: Account) =>
    server.socket('/console', { token: account.token })
  const server = await start()
  await until(
    () => emulator.rtm.listeners() > 0,
    () => 'nobody listens to Crisp',
  )
  const account = await server.signIn('agent', 'Linh')
  const desk: CrispDesk = {
    emulator,
    server,
    agent: await sit(server, account),
    operatorId: websiteOf(emulator.store, emulator.websiteId).operators[0]?.user_id ?? '',
    async conversationOf(session) {
      const found = await desk.server.database.sql
        .selectFrom('crispSessions')
        .select('conversationId')
        .where('sessionId', '=', session)
        .executeTakeFirst()
      return found?.conversationId
    },
    async restart() {
      await desk.server.stop()
      desk.server = await start()
      desk.agent = await sit(desk.server, account)
    },
    async settled(only) {
      const isMeant = ({ session }: Mirrored) => only?.has(session) ?? true
      const deadline = performance.now() + PATIENCE_MS
      for (;;) {
        const held = await mirrorOf(desk.server.database.sql, emulator.websiteId)
        const ours = held.filter(isMeant)
        const theirs = asTold(emulator.truth()).filter(isMeant)
        if (isDeepStrictEqual(ours, theirs) || performance.now() > deadline) return { ours, theirs }
        await passed(LOOK_MS)
      }
    },
    stop: () => desk.server.stop(),
  }
  return desk
}

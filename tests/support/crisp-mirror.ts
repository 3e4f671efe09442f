import { expect, vi } from 'vitest'
import type { CrispEmulator } from './crisp-emulator/emulator.ts'
import type { TestDatabase } from './databases.ts'
import { startServer, type TestServer } from './server.ts'
import type { CrispTimes } from '../../server/crisp/index.ts'

/** Nothing waits longer than a test can. */
const QUICK: CrispTimes = {
  tickMs: 100,
  sweepMs: 60_000,
  patience: { firstMs: 20, mostMs: 200, spentMs: 100 },
  rtm: {
    firstMs: 50,
    mostMs: 400,
    signInMs: 5_000,
    awayMs: 2_000,
    refusedMs: 300,
    mostRefusedMs: 1_000,
    reconnectMs: 50,
  },
}

/** The real application, connected to an emulated Crisp. */
export const startOn = (
  crisp: CrispEmulator,
  on: TestDatabase,
  environment: Record<string, string> = {},
): Promise<TestServer> =>
  startServer(on, {
    environment: { ...crisp.environment(), ...environment },
    crispTimes: QUICK,
  })

/** Waits until Crisp tells this server what happens. */
export const expectLive = (crisp: CrispEmulator): Promise<void> =>
  vi.waitFor(() => expect(crisp.rtm.listeners()).toBeGreaterThan(0), { timeout: 10_000 })

/** Waits until the server has what the emulator has, and nothing else. */
export const expectMirrored = (crisp: CrispEmulator, server: TestServer): Promise<void> =>
  expect.poll(() => mirrorOf(server, crisp.websiteId), { timeout: 10_000 }).toEqual(truthOf(crisp))

/** What the server has of Crisp, in the form of the emulator's truth. */
export async function mirrorOf({ database }: TestServer, websiteId: string) {
  const sessions = await database.sql
    .selectFrom('crispSessions')
    .selectAll()
    .where('websiteId', '=', websiteId)
    .where('removedAt', 'is', null)
    .orderBy('sessionId')
    .execute()
  const items = await database.sql
    .selectFrom('crispItems')
    .selectAll()
    .where('websiteId', '=', websiteId)
    .where('removedAt', 'is', null)
    .orderBy('sentAt')
    .orderBy('fingerprint')
    .execute()
  return sessions.map((session) => ({
    session_id: session.sessionId,
    state: session.state,
    messages: items
      .filter(({ sessionId }) => sessionId === session.sessionId)
      .map(({ fingerprint, type, raw }) => ({
        fingerprint,
        type,
        content: (JSON.parse(raw ?? '{}') as { content: unknown }).content,
      })),
  }))
}

/** The same of the emulator. */
export const truthOf = (crisp: CrispEmulator, websiteId = crisp.websiteId) =>
  crisp.truth(websiteId).map(({ session_id, state, messages }) => ({
    session_id,
    state,
    // Within a millisecond Crisp has no order: the fingerprint is as good as any.
    messages: messages
      .toSorted((a, b) => a.timestamp - b.timestamp || a.fingerprint - b.fingerprint)
      .map(({ fingerprint, type, content }) => ({ fingerprint, type, content })),
  }))

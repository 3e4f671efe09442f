import { packWhenDue } from '../analytics/index.ts'
import { SETTLE, settleWhenAsked } from '../companies/index.ts'
import { WAKE, wakeWhenDue } from '../conversations/index.ts'
import { FORGET_DELETED } from '../customers/index.ts'
import { DUPLICATES, refreshWhenDue } from '../duplicates/index.ts'
import { removeUnused } from '../files/index.ts'
import { housekeeping } from '../housekeeping.ts'
import { forgetOldImports, IMPORT, importWhenAsked } from '../imports/index.ts'
import { JobRunner } from '../jobs/index.ts'
import {
  ANNOUNCE_QUEUED,
  announceQueued,
  dropOld,
  ESCALATE,
  escalate,
  remindWhenDue,
  RESPONSE_DUE,
  tellOfDue,
  tellOfGivenUp,
} from '../notifications/index.ts'
import { ERASE, erasedAt, eraseWhenDue, forgetDeleted } from '../privacy/index.ts'
import { ASSIGN_WAITING, HAND_BACK, handBack } from '../routing/index.ts'
import { SEND_SCHEDULED, sendOverdue, sendWhenDue } from '../scheduled/index.ts'
import { TASK_DUE } from '../tasks/index.ts'
import { forgetOldShown } from '../webchat/index.ts'
import type { Parts } from './parts.ts'

const HOUR_MS = 3_600_000
const TEN_MINUTES_MS = 600_000

const SCHEDULES = [
  { kind: 'housekeeping', everyMs: HOUR_MS },
  { kind: DUPLICATES, everyMs: HOUR_MS },
  { kind: 'oldImports', everyMs: HOUR_MS },
  { kind: 'oldNotifications', everyMs: HOUR_MS },
  { kind: 'oldShown', everyMs: HOUR_MS },
  { kind: 'packReports', everyMs: TEN_MINUTES_MS },
  { kind: 'unusedFiles', everyMs: HOUR_MS },
]

/** The durable jobs and when they come round. */
export const composeJobs = ({
  database,
  store,
  sealer,
  assigner,
  metrics,
  log,
}: Parts): JobRunner =>
  new JobRunner({
    database,
    handlers: {
      housekeeping: housekeeping(database),
      [ASSIGN_WAITING]: () => assigner.run(),
      [HAND_BACK]: handBack(database),
      [ANNOUNCE_QUEUED]: announceQueued(database),
      [ERASE]: eraseWhenDue({ database, store, sealer }),
      [ESCALATE]: escalate(database),
      [FORGET_DELETED]: forgetDeleted({ database, sealer }),
      [SETTLE]: settleWhenAsked(database),
      [RESPONSE_DUE]: tellOfDue(database),
      [IMPORT]: importWhenAsked({ database, store, erasedAt }),
      [DUPLICATES]: refreshWhenDue(database),
      oldImports: forgetOldImports(database, store),
      oldNotifications: dropOld(database),
      oldShown: forgetOldShown(database),
      packReports: packWhenDue(database),
      [WAKE]: wakeWhenDue(database),
      [SEND_SCHEDULED]: sendWhenDue(database),
      [TASK_DUE]: remindWhenDue(database),
      unusedFiles: removeUnused(database, store),
    },
    schedules: SCHEDULES,
    onError: (error, kind) => {
      metrics.jobFailures.inc({ kind })
      log.error({ err: error, kind }, 'job failed')
    },
    onGivenUp: tellOfGivenUp,
    onStarted: (lagMs) => metrics.jobLagSeconds.observe(lagMs / 1_000),
  })

/** Starts the jobs, and sends what came due while nobody ran. */
export async function startJobs(jobs: JobRunner, { database, log }: Parts): Promise<void> {
  await jobs.start()
  await sendOverdue(database, (error) => log.warn({ err: error }, 'a reply was not sent'))
}

/** Stops the jobs and everything else that works by itself. */
export async function stopWork(jobs: JobRunner, parts: Parts): Promise<void> {
  await jobs.stop()
  await parts.crisp.stop()
  await parts.presence.stop()
  await parts.assigner.stop()
  await parts.decider.stop()
  await parts.indexing.stop()
  await parts.counter.stop()
}

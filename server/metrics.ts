import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** What the process counts, in one registry of its own. */
export type Metrics = ReturnType<typeof createMetrics>

/** Makes the metrics; event-loop lag, memory and CPU come from prom-client's defaults. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    ...chatMetrics([registry]),
    ...workMetrics([registry]),
    ...crispMetrics([registry]),
  }
}

const chatMetrics = (registers: Registry[]) => ({
  messages: new Counter({
    name: 'frontdesk_messages_total',
    help: 'Messages stored',
    labelNames: ['channel', 'author'],
    registers,
  }),
  sockets: new Gauge({
    name: 'frontdesk_sockets',
    help: 'Connected sockets',
    labelNames: ['namespace'],
    registers,
  }),
  socketsDropped: new Counter({
    name: 'frontdesk_sockets_dropped_total',
    help: 'Sockets dropped because they did not take what they were sent',
    labelNames: ['reason'],
    registers,
  }),
  commitSize: new Histogram({
    name: 'frontdesk_commit_messages',
    help: 'Messages in one group commit',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers,
  }),
  commitSeconds: new Histogram({
    name: 'frontdesk_commit_seconds',
    help: 'Group commit, begin to disk',
    buckets: SECONDS,
    registers,
  }),
  fanOutSeconds: new Histogram({
    name: 'frontdesk_fanout_seconds',
    help: 'Commit on disk to handed to the sockets',
    buckets: SECONDS,
    registers,
  }),
})

const workMetrics = (registers: Registry[]) => ({
  jobLagSeconds: new Histogram({
    name: 'frontdesk_job_lag_seconds',
    help: 'Job due to started',
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 3600],
    registers,
  }),
  jobFailures: new Counter({
    name: 'frontdesk_job_failures_total',
    help: 'Job runs that failed',
    labelNames: ['kind'],
    registers,
  }),
  searchLagSeconds: new Histogram({
    name: 'frontdesk_search_lag_seconds',
    help: 'Commit to found by search',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers,
  }),
  reportsLagSeconds: new Histogram({
    name: 'frontdesk_reports_lag_seconds',
    help: 'Commit to counted by reports',
    buckets: [0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600],
    registers,
  }),
  notificationsLeftOut: new Counter({
    name: 'frontdesk_notifications_left_out_total',
    help: 'Events of which nobody was notified because they could not be decided',
    labelNames: ['kind'],
    registers,
  }),
  requestSeconds: new Histogram({
    name: 'frontdesk_request_seconds',
    help: 'HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  }),
})

const crispMetrics = (registers: Registry[]) => ({
  crispEvents: new Counter({
    name: 'frontdesk_crisp_events_total',
    help: 'Events of Crisp that were taken in',
    labelNames: ['event'],
    registers,
  }),
  crispLagSeconds: new Histogram({
    name: 'frontdesk_crisp_lag_seconds',
    help: 'A live message at Crisp to committed here',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers,
  }),
})

export { sessionTrace } from './crisp-sessions.ts'
export { ERASE, eraseWhenDue } from './erase.ts'
export { privacyRoutes } from './routes.ts'
export { erasedAt, layTombstones, type Trace } from './tombstones.ts'

export { CrispChannel, type CrispTimes } from './channel.ts'
export { credentialsOf } from './credentials.ts'
export { reconciliationRoutes } from './reconciliation-routes.ts'

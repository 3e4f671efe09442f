export { recordAudit } from './actions.ts'
export { auditRoutes } from './routes.ts'

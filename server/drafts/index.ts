export { onDraft } from './announce.ts'
export { draftRoutes } from './routes.ts'

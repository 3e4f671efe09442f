export { inboxActRoutes } from './routes.ts'

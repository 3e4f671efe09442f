export { listFields } from './queries.ts'
export { customerFieldRoutes } from './routes.ts'

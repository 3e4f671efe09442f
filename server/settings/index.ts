export { readSettings } from './queries.ts'
export { settingsRoutes } from './routes.ts'

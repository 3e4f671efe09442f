export { holdTags } from './queries.ts'
export { tagRoutes } from './routes.ts'

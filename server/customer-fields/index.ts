export { listFields } from './queries.ts'
export { customerFieldRoutes } from './routes.ts'
export { mistakeIn, valueIn } from './values.ts'

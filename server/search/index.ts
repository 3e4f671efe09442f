export { indexHere, rebuildHere } from './here.ts'
export { Indexing } from './indexing.ts'
export { searchRoutes } from './routes.ts'

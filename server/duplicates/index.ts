export { DUPLICATES, refreshAfter, refreshWhenDue } from './refresh.ts'
export { duplicateRoutes } from './routes.ts'

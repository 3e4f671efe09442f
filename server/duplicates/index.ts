export { DUPLICATES, refreshWhenDue } from './refresh.ts'
export { duplicateRoutes } from './routes.ts'

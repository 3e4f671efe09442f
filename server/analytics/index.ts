export { countEvents, createCounter } from './counter.ts'
export { packDays, packWhenDue } from './pack.ts'
export { recountHere } from './rebuild.ts'
export { analyticsRoutes } from './routes.ts'

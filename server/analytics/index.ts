export { Counter, countEvents } from './counter.ts'
export { analyticsRoutes } from './routes.ts'

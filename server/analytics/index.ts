export { countEvents, createCounter } from './counter.ts'
export { analyticsRoutes } from './routes.ts'

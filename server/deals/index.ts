export { handOverDeals } from './hand-over.ts'
export { dealRoutes } from './routes.ts'
export { openDealsOf } from './totals.ts'

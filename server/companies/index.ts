export { domainsOf } from './queries.ts'
export { companyRoutes } from './routes.ts'
export { SETTLE, settleWhenAsked } from './settle.ts'

export { domainsOf } from './queries.ts'
export { companyRoutes } from './routes.ts'

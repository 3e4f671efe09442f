export { customerForEmail } from './actions.ts'
export { findCustomer, lockCustomer, type CustomerRow } from './queries.ts'
export { viewCustomerRef } from './view.ts'
export { customerRoutes } from './routes.ts'

export { customerForEmail } from './actions.ts'
export { findCustomer, type CustomerRow } from './queries.ts'
export { viewCustomer, viewCustomerRef } from './view.ts'

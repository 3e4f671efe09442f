export { updateCustomer } from './actions.ts'
export { customerForEmail, insertCustomer } from './insert.ts'
export { addIdentity, customerOnChannel, type Contact, lockByIdentity } from './channel.ts'
export { customerForPerson, forgetUnused, type Person } from './external.ts'
export { findCustomer, isBeingErased, lockCustomer, type CustomerRow } from './queries.ts'
export { checkedFields, type FieldValues, indexFields } from './fields.ts'
export { FORGET_DELETED } from './forget.ts'
export {
  type Belonging,
  belongingAgain,
  companyKey,
  companyNamed,
  isPublicMail,
} from './company.ts'
export { linkDomain, PEOPLE_AT_ONCE, realignPeople, unlinkPeople } from './company-people.ts'
export { lockOwned } from './owned.ts'
export { type Partner, partnersOf } from './partners.ts'
export { customerRoutes } from './routes.ts'
export { holds, searchText } from './search.ts'
export { lockTaggedCustomers, tagCustomer } from './tagging.ts'
export { forgetShownTo, hashesOf, personHash } from './shown.ts'
export { viewCustomer, viewCustomerRef } from './view.ts'

export { recordActivity, type NewActivity } from './actions.ts'

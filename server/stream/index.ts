export { append, type NewEvent } from './append.ts'
export { subscribe } from './announce.ts'
export { advance } from './counter.ts'
export { CATCH_UP_LIMIT, eventsAfter, headOf } from './catch-up.ts'

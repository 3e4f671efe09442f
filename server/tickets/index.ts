export { insertTicket } from './insert.ts'
export { ticketNumber } from './number.ts'
export { numberOfChat } from './queries.ts'
export { ticketRoutes } from './routes.ts'

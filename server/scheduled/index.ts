export { scheduleReply, SEND_SCHEDULED } from './actions.ts'
export { holdAnswered } from './answered.ts'
export { sendOverdue, sendWhenDue } from './due.ts'
export { scheduledRoutes } from './routes.ts'

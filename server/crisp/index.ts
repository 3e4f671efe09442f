export { CrispChannel, type CrispTimes } from './channel.ts'
export { backfillHere } from './command.ts'
export { credentialsOf } from './api/credentials.ts'
export { crispRoutes } from './routes.ts'

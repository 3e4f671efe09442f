export { CrispChannel, type CrispTimes } from './channel.ts'
export { credentialsOf } from './credentials.ts'

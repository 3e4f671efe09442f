export { serveNotifications } from './namespace.ts'

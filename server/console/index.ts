export { serveConsole } from './namespace.ts'

export { serveChat } from './namespace.ts'
export { chatRoutes } from './routes.ts'
export { viewChatRow, viewChatSession } from './view.ts'
export { sessionRoom } from './rooms.ts'

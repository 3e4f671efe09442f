export { chatConfig, type ChatConfig, readHours } from './chat.ts'
export { chatSettingsRoutes } from './chat-routes.ts'
export { readSettings, storedValues, writeSettings } from './queries.ts'
export { settingsRoutes } from './routes.ts'

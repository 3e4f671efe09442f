export { IMPORT, importWhenAsked } from './job.ts'
export { importRoutes } from './routes.ts'

export { forgetImports, forgetOldImports } from './forget.ts'
export { IMPORT, importWhenAsked } from './job.ts'
export { importRoutes } from './routes.ts'
export { holdImports, isImporting } from './running.ts'

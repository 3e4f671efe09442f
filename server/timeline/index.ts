export { forgetActivities, recordActivity } from './actions.ts'
export { timelineRoutes } from './routes.ts'

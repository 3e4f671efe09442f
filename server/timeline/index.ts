export { forgetActivities, moveActivities, recordActivity } from './actions.ts'
export { timelineRoutes } from './routes.ts'

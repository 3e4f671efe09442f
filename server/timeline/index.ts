export { forgetActivities, recordActivity, type NewActivity } from './actions.ts'
export { timelineRoutes } from './routes.ts'

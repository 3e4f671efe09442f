export {
  changeOnce,
  findOnce,
  forgetActivities,
  moveActivities,
  recordActivity,
  removeOnce,
} from './actions.ts'
export { timelineRoutes } from './routes.ts'

export {
  changeOnce,
  findOnce,
  forgetActivities,
  moveActivities,
  recordActivity,
  removeOnce,
} from './actions.ts'
export { idsToldOf } from './queries.ts'
export { timelineRoutes } from './routes.ts'

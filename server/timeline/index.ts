export {
  changeOnce,
  findOnce,
  forgetActivities,
  moveActivities,
  moveTold,
  recordActivity,
  removeOnce,
} from './actions.ts'
export { idsToldOf } from './queries.ts'
export { timelineRoutes } from './routes.ts'

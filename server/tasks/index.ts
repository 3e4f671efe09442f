export { handOverTasks } from './hand-over.ts'
export { dueTask, TASK_DUE } from './reminder.ts'
export { taskRoutes } from './routes.ts'

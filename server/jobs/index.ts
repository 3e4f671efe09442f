export { cancel, enqueue } from './queue.ts'
export { type JobHandler, JobRunner } from './runner.ts'

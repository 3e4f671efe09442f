export { enqueue, type NewJob } from './queue.ts'
export { createJobRunner, type JobHandler, type JobRunner } from './runner.ts'

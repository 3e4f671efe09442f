import type { TestProject } from 'vitest/node'
import { findRedis, type RedisOffer } from './redis.ts'

declare module 'vitest' {
  interface ProvidedContext {
    redis: RedisOffer
  }
}

/** Vitest's global set-up: test files read the offer with `inject('redis')`. */
export function setup(project: TestProject): void {
  project.provide('redis', findRedis())
}

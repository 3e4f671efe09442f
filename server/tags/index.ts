export { missingAmong, roomForTags, tagsMadeOf, tagsNamed } from './named.ts'
export { holdTags, tagKey } from './queries.ts'
export { tagRoutes } from './routes.ts'

/** `npm run bench:search`: see README.md beside this file for what is measured and how. */
import { benchOnSite } from './console/on-site.ts'
import { measureChats } from './search/chatting.ts'
import { measureSearches } from './search/searching.ts'

await benchOnSite({
  name: 'search',
  as: 'linh',
  measure: async (site, seconds) => [
    ...(await measureSearches(site)),
    ...(await measureChats(site, seconds)),
  ],
})

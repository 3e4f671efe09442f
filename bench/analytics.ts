/** `npm run bench:analytics`: see README.md beside this file for what is measured and how. */
import { measureBeside, measureReports } from './analytics/reading.ts'
import { benchOnSite } from './console/on-site.ts'

await benchOnSite({
  name: 'analytics',
  as: 'mai',
  measure: async (site, seconds) => [
    ...(await measureReports(site)),
    ...(await measureBeside(site, seconds)),
  ],
})

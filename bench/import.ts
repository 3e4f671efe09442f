/** `npm run bench:import`: see README.md beside this file for what is measured and how. */
import { benchOnSite } from './console/on-site.ts'
import { measureBeside, measureImport } from './import/bringing.ts'

await benchOnSite({
  name: 'import',
  as: 'mai',
  measure: async (site, seconds) => [
    ...(await measureImport(site)),
    ...(await measureBeside(site, seconds)),
  ],
})

/** `npm run bench:customer`: see README.md beside this file for what is measured and how. */
import { benchOnSite } from './console/on-site.ts'
import { measureCustomer } from './customer/page.ts'

await benchOnSite({ name: 'customer', as: 'linh', measure: measureCustomer })

import { disk } from './scenarios/disk.ts'
import { provesShortly } from './short-form.ts'

provesShortly(
  'a database that cannot be written to refuses for a while, loses nothing, and comes back by itself',
  disk,
  4,
)

import { diskFirst } from './scenarios/disk-first.ts'
import { provesShortly } from './short-form.ts'

provesShortly('what is acknowledged was brought to the disk before', diskFirst, 3)

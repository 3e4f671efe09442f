import { offline } from './scenarios/offline.ts'
import { provesShortly } from './short-form.ts'

provesShortly('ten minutes and 500 messages offline are caught up in order', offline, 1)

import { stop } from './scenarios/kill.ts'
import { provesShortly } from './short-form.ts'

provesShortly(
  'a server that is stopped under load finishes what it accepted',
  { ...stop, databases: ['sqlite'] },
  1,
)

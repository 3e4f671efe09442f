import { provesShortly } from './short-form.ts'
import { kill } from './scenarios/kill.ts'

provesShortly('a server that is killed under load loses, repeats and misplaces nothing', kill, 2)

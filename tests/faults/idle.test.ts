import { idle } from './scenarios/idle.ts'
import { provesShortly } from './short-form.ts'

provesShortly('visitors who do nothing cost little and delay nobody', idle, 20)

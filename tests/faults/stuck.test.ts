import { stuck } from './scenarios/stuck.ts'
import { provesShortly } from './short-form.ts'

provesShortly('a console that never reads delays nobody, is dropped, and catches up', stuck, 1)

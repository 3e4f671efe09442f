import { presence } from './scenarios/presence.ts'
import { provesShortly } from './short-form.ts'

provesShortly('who looks and types on another process shows, and is gone when it dies', presence, 1)

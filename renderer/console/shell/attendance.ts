import { watchIdle } from '../host/idle.ts'
import { sayAvailability } from '../sync/command.ts'
import { onConnected } from '../sync/connection.ts'

/** Tells the server whether anybody sits at this console; what the agent said of themselves stands. */
export function watchAttendance() {
  let isIdle = false
  const say = () => void sayAvailability(isIdle ? 'away' : 'online', true).catch(() => undefined)
  const endIdle = watchIdle((next) => {
    if (next === isIdle) return
    isIdle = next
    say()
  })
  // A new connection counts as in use until it says otherwise.
  const endConnected = onConnected(() => isIdle && say())
  return () => {
    endIdle()
    endConnected()
  }
}

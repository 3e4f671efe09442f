import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { type PowerState, watchPower } from './power.ts'

function machine() {
  const told: string[] = []
  const looks: (() => void)[] = []
  let seen: PowerState | 'unknown' = 'active'
  let asked = 0
  const monitor = Object.assign(new EventEmitter(), {
    getSystemIdleState(seconds: number) {
      asked = seconds
      return seen
    },
  })
  const power = watchPower({
    monitor,
    onChange: (state) => told.push(state),
    onWake: () => told.push('wake'),
    every: (_ms, look) => looks.push(look),
  })
  const look = (next: PowerState | 'unknown') => {
    seen = next
    for (const each of looks) each()
  }
  return { told, power, monitor, look, asked: () => asked }
}

it('an agent who does nothing for five minutes is idle, and is back with the first key', () => {
  const { told, power, asked, look } = machine()
  look('idle')
  look('idle')
  expect(power.state()).toBe('idle')
  look('active')
  expect(told).toEqual(['idle', 'active'])
  expect(asked()).toBe(300)
})

it('a locked screen is told at once, and holds until it is unlocked', () => {
  const { told, monitor, look } = machine()
  monitor.emit('lock-screen')
  look('active')
  expect(told).toEqual(['locked'])
  monitor.emit('unlock-screen')
  expect(told).toEqual(['locked', 'active'])
})

it('waking is told, and with a locked screen the agent is not back yet', () => {
  const { told, monitor } = machine()
  monitor.emit('suspend')
  monitor.emit('lock-screen')
  monitor.emit('resume')
  expect(told).toEqual(['locked', 'wake'])
  monitor.emit('unlock-screen')
  expect(told).toEqual(['locked', 'wake', 'active'])
})

it('a lock that only the system state tells of ends with it', () => {
  const { told, look } = machine()
  look('locked')
  look('active')
  expect(told).toEqual(['locked', 'active'])
})

it('a system that does not know keeps what was known', () => {
  const { told, power, look } = machine()
  look('idle')
  look('unknown')
  expect(power.state()).toBe('idle')
  expect(told).toEqual(['idle'])
})

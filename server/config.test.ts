import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it('takes an empty variable as none: compose files pass what nobody set', () => {
    const empty = { HOST: '', PORT: '', DATA_DIR: '', DATABASE_POOL: ' ', LOG_LEVEL: '' }
    expect(readConfig(empty)).toEqual(readConfig({}))
    expect(readConfig(empty)).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, DATABASE_POOL: 10 })
  })

  it('takes Redis by its address only', () => {
    expect(readConfig({ REDIS_URL: 'rediss://u:p@redis.example.com:6380' }).REDIS_URL).toBe(
      'rediss://u:p@redis.example.com:6380',
    )
    expect(() => readConfig({ REDIS_URL: 'http://redis.example.com' })).toThrow(
      'REDIS_URL: expects an address such as redis://',
    )
  })

  it.each([
    ['', 0],
    ['off', 0],
    ['on', 1],
    ['true', 1],
    ['1', 1],
    ['3', 3],
  ])('reads TRUST_PROXY=%s as %i proxies', (TRUST_PROXY, count) => {
    expect(readConfig({ TRUST_PROXY }).TRUST_PROXY).toBe(count)
  })

  it.each(['yes', '-1', '10.0.0.0/8'])('does not take TRUST_PROXY=%s', (TRUST_PROXY) => {
    expect(() => readConfig({ TRUST_PROXY })).toThrow('TRUST_PROXY: expects on, off or a number')
  })

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('counts %s as loopback', (HOST) => {
    expect(readConfig({ HOST, RATE_LIMITS: 'off' }).RATE_LIMITS).toBe(false)
  })

  it.each(['127.evil.com', '127.0.0.1.evil.com', '0.0.0.0', '10.0.0.1', 'localhost.evil.com'])(
    'does not count %s as loopback',
    (HOST) => {
      expect(() => readConfig({ HOST, RATE_LIMITS: 'off' })).toThrow('RATE_LIMITS: off is refused')
    },
  )
})

/** The moment at which a clock here shows what a clock in the zone shows then: our formats tell the time here. */
export function wallTimeIn(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  return (time: string): number => {
    const parts = new Map(
      format.formatToParts(new Date(time)).map((part) => [part.type, part.value]),
    )
    const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type))
    return new Date(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')).getTime()
  }
}

const STAMP = /\[(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\]/g

/** A transcript that was written down as text, its times in this window's clock. */
export const localStamps = (text: string, say: (time: string) => string): string =>
  text.replaceAll(STAMP, (stamp, day: string, clock: string) => {
    const time = `${day}T${clock}:00.000Z`
    return Number.isNaN(Date.parse(time)) ? stamp : `[${say(time)}]`
  })

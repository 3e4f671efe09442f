/** How one REST answer goes wrong. */
export type Fault =
  | { kind: 'answer'; status: number; reason?: string; retryAfter?: number }
  /** An answer that is no JSON, as a proxy gives it. */
  | { kind: 'page'; status: number }
  /** 200 with nothing in it. */
  | { kind: 'empty' }
  /** No answer at all; the client has to give up. */
  | { kind: 'hang' }
  /** Like `hang`, but what was asked for has been done. */
  | { kind: 'hang-after' }
  | { kind: 'slow'; ms: number }
  /** Half of the answer, then the connection is cut. */
  | { kind: 'cut' }
  /** The connection is cut before anything is done. */
  | { kind: 'reset' }
  /** It is done, but the connection is cut instead of an answer. */
  | { kind: 'reset-after' }

/** A fault for the next requests to a route. */
export interface ScriptedFault {
  /** A part of the route's name, such as `POST` or `/messages`; every route without it. */
  route?: string
  times?: number
  fault: Fault
}

/** What happens to the requests to come, and what is done just before them. */
export interface Faults {
  script(fault: ScriptedFault): void
  /** Does something just before the next request to a route is worked on. */
  before(route: string, act: () => void): void
  /** The fault that this request has to suffer. */
  take(route: string): Fault | undefined
  clear(): void
}

export function createFaults(): Faults {
  let scripted: Array<{ route: string; times: number; fault: Fault }> = []
  let acts: Array<{ route: string; act: () => void }> = []
  return {
    script({ route = '', times = 1, fault }) {
      scripted.push({ route, times, fault })
    },
    before(route, act) {
      acts.push({ route, act })
    },
    take(route) {
      const due = acts.find((each) => route.includes(each.route))
      if (due) {
        acts = acts.filter((each) => each !== due)
        due.act()
      }
      const found = scripted.find((each) => each.times > 0 && route.includes(each.route))
      if (found) found.times--
      return found?.fault
    },
    clear() {
      scripted = []
      acts = []
    },
  }
}

/** One REST request as it was answered; status 0 where the connection was cut or left hanging. */
export interface LoggedRequest {
  route: string
  path: string
  status: number
  at: number
}

/** Every REST request, for tests and the bench to count. */
export interface RequestLog {
  all: LoggedRequest[]
  add(request: LoggedRequest): void
  /** How many requests went to each route. */
  byRoute(): Record<string, number>
  /** How many requests were more than the first to one and the same path. */
  repeated(): number
  clear(): void
}

export function createRequestLog(): RequestLog {
  const all: LoggedRequest[] = []
  const count = (name: (request: LoggedRequest) => string) => {
    const counts: Record<string, number> = {}
    for (const request of all) counts[name(request)] = (counts[name(request)] ?? 0) + 1
    return counts
  }
  return {
    all,
    add(request) {
      all.push(request)
    },
    byRoute: () => count(({ route }) => route),
    repeated: () => all.length - Object.keys(count(({ route, path }) => `${route} ${path}`)).length,
    clear() {
      all.length = 0
    },
  }
}

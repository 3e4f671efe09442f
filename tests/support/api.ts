/** An answer: its status, headers, and JSON body (loosely typed: tests say what they expect of it). */
export interface ApiAnswer {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests assert what it holds
  body: any
}

/** A client of the HTTP API. */
export interface Api {
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  delete(path: string, headers?: Record<string, string>): Promise<ApiAnswer>
  /** Sends a body as it is, for malformed ones. */
  raw(
    method: string,
    path: string,
    body: string | undefined,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>
}

/** Calls the API at `url` over real HTTP, signed in when there is a token. */
export function createApi(url: string, token?: string): Api {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` }

  async function call(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const type: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(url + path, {
      method,
      headers: { ...authorization, ...type, ...headers },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    }
  }

  const json = (body: unknown) => (body === undefined ? undefined : JSON.stringify(body))
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, json(body), headers),
    put: (path, body, headers) => call('PUT', path, json(body), headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
    raw: (method, path, body, headers) => call(method, path, body, headers),
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { operationName, problemAnswers, refusalsOf } from './operations.ts'

interface Operation {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: Array<{ name?: string; in?: string; required?: boolean; $ref?: string }>
  requestBody?: { required: boolean; content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, object> }>
  security?: Array<Record<string, string[]>>
}

const METHODS = ['get', 'put', 'post', 'delete']
const BYTES = 'application/octet-stream'
const NOT_JSON: Record<string, string> = {
  '/api/analytics/export': 'text/csv',
  '/api/files/{id}/{name}': BYTES,
  '/api/chat/visitor/transcript': 'text/plain',
  '/api/customers/{id}/export': 'application/zip',
  '/api/customers/export': 'text/csv',
  '/api/imports/{id}/failures': 'text/csv',
}

describe('the API description', () => {
  let server: TestServer
  let folder: string
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests say what it holds
  let document: any
  let operations: Array<{ method: string; url: string; operation: Operation }>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-openapi-'))
    server = await startServer({ environment: { DATA_DIR: folder } })
    const answer = await server.anonymous.get('/api/openapi.json')
    document = answer.body
    operations = Object.entries(
      document.paths as Record<string, Record<string, Operation>>,
    ).flatMap(([url, byMethod]) =>
      Object.entries(byMethod).map(([method, operation]) => ({ method, url, operation })),
    )
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  it('is OpenAPI 3.1 with a title, a version and a server', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Frontdesk', version: '0.0.0-test' },
      servers: [{ url: '/' }],
    })
  })

  it('holds every route of the API', () => {
    const hidden = /^\/api\/(docs|openapi)/
    const wanted = server.routes
      .filter(
        ({ url, method }) => url.startsWith('/api/') && !hidden.test(url) && method !== 'HEAD',
      )
      .map(({ url, method }) => `${String(method)} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => /^(GET|PUT|POST|DELETE) /.test(route))
    const told = operations.map(({ method, url }) => `${method.toUpperCase()} ${url}`)
    expect(told.filter((route) => route.includes(' /api/')).toSorted()).toEqual(
      [...new Set(wanted)].toSorted(),
    )
  })

  it('leads nowhere that is not there, and holds nothing that nothing leads to', () => {
    const text = JSON.stringify(document)
    const targets = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target))
    for (const target of targets) {
      const found = target
        ?.replace('#/', '')
        .split('/')
        // oxlint-disable-next-line typescript/no-explicit-any -- any part of the document
        .reduce((part: any, key) => part?.[key], document)
      expect([target, typeof found]).toEqual([target, 'object'])
    }
    for (const name of Object.keys(document.components.schemas))
      expect(targets).toContain(`#/components/schemas/${name}`)
  })

  it('tells the refusals of each part in the envelope they come in', () => {
    const wrong = operations.flatMap(({ method, url, operation }) => {
      const name = /^\/crisp(-db)?\/(conversations|messages)/.test(url) ? 'CrispProblem' : 'Problem'
      const body = { schema: { $ref: `#/components/schemas/${name}` } }
      const refusals = Object.entries(operation.responses).filter(([status]) => status >= '400')
      const isRight = refusals.every(
        ([, { content }]) =>
          url === '/readyz' ||
          JSON.stringify(content?.['application/json']) === JSON.stringify(body),
      )
      return isRight ? [] : [`${method} ${url}`]
    })
    expect(wrong).toEqual([])
    expect(document.components.schemas.CrispProblem.required).toEqual(['code', 'message', 'error'])
  })

  it('names each operation once and says what it does and for whom', () => {
    const tags = document.tags.map(({ name }: { name: string }) => name)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { method, url, operation } of operations) {
      expect(METHODS).toContain(method)
      expect([url, operation.summary]).toEqual([url, expect.stringMatching(/^[A-Z].{4,90}[^.]$/)])
      expect(operation.description).toMatch(/^(For|Open)/)
      expect(operation.tags).toHaveLength(1)
      expect(tags).toContain(operation.tags[0])
    }
  })

  it('declares every parameter of an address, and none that is not in it', () => {
    for (const { url, operation } of operations) {
      const inUrl = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))
      const parameters = (operation.parameters ?? []).filter((one) => one.in === 'path')
      expect([url, new Set(parameters.map(({ name }) => name))]).toEqual([url, new Set(inUrl)])
      expect(parameters.every(({ required }) => required === true)).toBe(true)
      const names = (operation.parameters ?? []).map((one) => `${one.in} ${one.name} ${one.$ref}`)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('gives every answer a description and, but for 204, a JSON schema', () => {
    for (const { url, operation } of operations) {
      const statuses = Object.keys(operation.responses)
      expect(statuses.filter((status) => /^2\d\d$/.test(status))).toHaveLength(1)
      for (const [status, { description, content }] of Object.entries(operation.responses)) {
        expect([url, status, description]).not.toEqual([url, status, 'Default Response'])
        const type = (status === '200' && NOT_JSON[url]) || 'application/json'
        expect([url, status, Object.keys(content ?? {})]).toEqual([
          url,
          status,
          status === '204' ? [] : [type],
        ])
      }
    }
  })

  it('takes JSON objects, and files as their bytes', () => {
    const bodies = operations.flatMap(({ url, operation }) =>
      operation.requestBody ? { url, ...operation.requestBody } : [],
    )
    expect(bodies.length).toBeGreaterThan(9)
    for (const { url, content, required } of bodies) {
      const file = url === '/api/imports' ? 'text/csv' : url.endsWith('/files') ? BYTES : undefined
      const schema = content[file ?? 'application/json']?.schema
      expect(required).toBe(true)
      expect([url, schema]).toEqual([
        url,
        expect.objectContaining(file ? { type: 'string', format: 'binary' } : { type: 'object' }),
      ])
    }
  })

  it('says how each operation refuses', () => {
    const find = (id: string) => operations.find(({ operation }) => operation.operationId === id)
    const statuses = (id: string) => Object.keys(find(id)?.operation.responses ?? {})
    expect(statuses('getHealth')).toEqual(['200', '429'])
    expect(statuses('getAuthMe')).toEqual(['200', '401', '429'])
    expect(statuses('getCustomersById')).toEqual(['200', '401', '403', '404', '429'])
    expect(statuses('postTicketsConvertFromChatBySessionId')).toEqual([
      '201',
      '400',
      '401',
      '403',
      '404',
      '409',
      '422',
      '429',
    ])
    expect(find('putTicketsById')?.operation.responses['409']?.description).toContain(
      '`ticket_transition`',
    )
    for (const { operation } of operations) {
      const isOpen = operation.description === 'Open to everyone.'
      expect(operation.security).toEqual(isOpen ? undefined : [{ bearer: [] }])
    }
    expect(document.components.securitySchemes.bearer).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    })
  })

  it('describes integers as integers and forbids no field that an answer may get', () => {
    const list = operations.find(({ operation }) => operation.operationId === 'getCustomers')
    expect(list?.operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'limit', schema: { type: 'integer', default: 10 } }),
    )
    expect(JSON.stringify(document.components.schemas)).not.toContain('additionalProperties":false')
    expect(
      document.paths['/api/customers'].post.requestBody.content['application/json'].schema,
    ).toMatchObject({ additionalProperties: false })
  })

  it('is read in a browser without anything from elsewhere, over plain HTTP too', async () => {
    const page = await server.anonymous.get('/api/docs/')
    expect(page.status).toBe(200)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/upgrade-insecure-requests|unsafe|https:/)
    const assets = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at)
    expect(assets.length).toBeGreaterThan(4)
    for (const asset of assets) {
      const { pathname, origin } = new URL(asset ?? '', `${server.url}/api/docs/`)
      expect(origin).toBe(server.url)
      expect([asset, (await server.anonymous.get(pathname)).status]).toEqual([asset, 200])
    }
  })
})

describe('an operation', () => {
  it('has a name made of its method and its address', () => {
    expect(operationName('GET', '/api/tickets/:id/comments')).toBe('getTicketsByIdComments')
    expect(operationName('DELETE', '/api/api-keys/{id}')).toBe('deleteApiKeysById')
    expect(operationName('GET', '/readyz')).toBe('getReadyz')
  })

  it('refuses what its route declares and what comes with what it is', () => {
    const refused = refusalsOf({
      method: 'POST',
      url: '/api/things',
      config: { access: 'agent', unknown: 'customer_not_found', refuses: ['email_taken'] },
      schema: { body: {} },
    })
    expect(refused).toEqual([
      'email_taken',
      'malformed_request',
      'validation_failed',
      'unauthorized',
      'token_expired',
      'forbidden',
      'customer_not_found',
      'request_in_progress',
      'idempotency_key_reused',
      'rate_limited',
    ])
    expect(refusalsOf({ method: 'GET', url: '/livez', config: { access: 'public' } })).toEqual([])
  })

  it('tells its refusals by status', () => {
    const answers = problemAnswers(['email_taken', 'customer_in_use', 'rate_limited'], 'Problem')
    expect(Object.keys(answers)).toEqual(['409', '429'])
    expect(answers['409']).toMatchObject({
      description: expect.stringMatching(/^`email_taken`: .*\n\n`customer_in_use`: /),
    })
    expect(answers['429']).toHaveProperty('headers.Retry-After')
  })
})

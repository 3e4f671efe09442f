import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { type ApiDocument, completeDocument } from './api-document.ts'
import { nameSchemas } from './named-schemas.ts'
import { operationName, refusalsOf, whoMayCall } from './operations.ts'
import type { Http } from './types.ts'

const DESCRIPTION = `Live chat, CRM and help desk.

**Signing in.** Send an access token (\`POST /api/auth/login\`) or an API key as \`Authorization: Bearer …\`.

**Answers.** \`{ success: true, data, message?, meta? }\`. Times are ISO 8601 in UTC, ids are UUIDs.

**Refusals.** Always \`{ success: false, statusCode, code, message, errors?, requestId }\`. The \`message\` is in English
or Vietnamese by \`Accept-Language\`; the \`code\` never changes. Besides what stands with each call: 413 for a body over
1 MB, 415 for one that is not JSON (files have limits of their own), 503 with \`Retry-After\` while the server restarts.

**Lists.** By \`page\` and \`limit\` with \`meta: { total, page, limit, totalPages }\`, or by \`cursor\` (empty to begin)
with \`meta: { next }\`, null at the end. Numbers out of range are brought into range.`

const TAGS = {
  auth: 'Signing in and out, and one’s own account',
  users: 'Accounts',
  teams: 'Agents who answer one kind of conversation',
  'api-keys': 'Keys for programs',
  audit: 'What has to be accounted for',
  settings: 'What holds for the whole workspace',
  chat: 'Web chat sessions',
  inbox: 'Conversations of every channel',
  drafts: 'What agents have begun to write',
  'canned-replies': 'Answers that are at hand by a word',
  companies: 'What customers belong to, by the domain of their address or by hand',
  deals: 'What may be sold to customers, from stage to stage',
  tasks: 'What is to be done for customers, by whom and until when',
  'customer-fields': 'What the workspace keeps about its customers in fields of its own',
  search: 'Messages, notes, files, customers and tickets by their words',
  views: 'Filters of the inbox under a name',
  tags: 'Words that conversations are marked with',
  files: 'What is attached to messages',
  crisp: 'Websites of Crisp, and how what we have of them compares',
  customers: 'The people who write',
  timeline: 'Everything that happened with a customer',
  tickets: 'Work to be done',
  analytics: 'What happened in a range of days, added up, and how it stands now',
  segments: 'Filters of the customers under a name',
  notifications: 'What an agent is told, and how',
  health: 'For load balancers and monitoring',
}

/** Describes every route as OpenAPI 3.1; must be registered before the routes. */
export async function describeApi(app: Http, version: string): Promise<void> {
  nameSchemas()
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Frontdesk', version, description: DESCRIPTION, license: { name: 'MIT' } },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'An access token or an API key (`fd_…`).',
          },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input)
      const { route } = input
      const access = route.config?.access
      return {
        url,
        schema: {
          ...schema,
          operationId: operationName(String(route.method), url),
          description: whoMayCall(access),
          ...(access !== 'public' && { security: [{ bearer: [] }] }),
          'x-refuses': refusalsOf(route),
          'x-refusals': route.config?.refusals === 'crisp' ? 'CrispProblem' : 'Problem',
        },
      }
    },
    transformObject: (document) =>
      completeDocument(jsonSchemaTransformObject(document) as ApiDocument & object),
  })
}

/** `/api/openapi.json` and the readable reference at `/api/docs`, served from here. */
export async function serveApiReference(app: Http): Promise<void> {
  app.get('/api/openapi.json', {
    config: { access: 'public' },
    schema: { hide: true },
    handler: () => app.swagger(),
  })
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' }
    })
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      theme: { title: 'Frontdesk API' },
      // The validator's badge would tell a stranger's server the address of this one.
      uiConfig: { layout: 'BaseLayout', validatorUrl: null },
    })
  })
}

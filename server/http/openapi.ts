import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Http } from './types.ts'

/** Describes every route as OpenAPI 3.1; must be registered before the routes. */
export async function describeApi(app: Http, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Frontdesk',
        version,
        description:
          'Live chat, CRM and help desk. Errors: `{ success: false, statusCode, code, message, errors?, requestId }`.',
      },
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
    transform: (route) => {
      const access = route.route.config?.access
      const { schema, url } = jsonSchemaTransform(route)
      const note = access === 'public' ? 'Open to everyone.' : `For ${access ?? 'nobody'} and up.`
      return {
        url,
        schema: {
          ...schema,
          description: note,
          ...(access !== 'public' && { security: [{ bearer: [] }] }),
        },
      }
    },
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
    await scope.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  })
}

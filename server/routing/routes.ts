import { z } from 'zod'
import {
  RoutingAnswer,
  TeamAnswer,
  TeamBody,
  TeamList,
  UpdateRoutingBody,
} from '../contract/routing.ts'
import { ById } from '../contract/text.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { listTeams } from './queries.ts'
import { readRouting, updateRouting } from './settings.ts'
import { createTeam, deleteTeam, updateTeam } from './teams.ts'

/** `/api/teams` and `/api/settings/routing`. */
export function routingRoutes(app: Http): void {
  teamRoutes(app)
  changeRoutes(app)
  settingsRoutes(app)
}

function teamRoutes(app: Http): void {
  app.get('/api/teams', {
    config: { access: 'agent' },
    schema: {
      summary: 'Every team and who is in it',
      tags: ['teams'],
      response: { 200: TeamList },
    },
    handler: async (request) => okAll(await listTeams(request.db.sql)),
  })

  app.post('/api/teams', {
    config: { access: 'admin', refuses: ['team_name_taken', 'agent_not_found'] },
    schema: {
      summary: 'Create a team',
      tags: ['teams'],
      body: TeamBody,
      response: { 201: TeamAnswer },
    },
    async handler(request, reply) {
      const team = await createTeam(request.db, request.body)
      reply.code(201)
      return ok(team)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/teams/:id', {
    config: {
      access: 'admin',
      unknown: 'team_not_found',
      refuses: ['team_name_taken', 'agent_not_found'],
    },
    schema: {
      summary: 'Rename a team, say who is in it, and when they answer',
      tags: ['teams'],
      params: ById,
      body: TeamBody,
      response: { 200: TeamAnswer },
    },
    handler: async ({ db, params, body }) => ok(await updateTeam(db, params.id, body)),
  })

  app.delete('/api/teams/:id', {
    config: { access: 'admin', unknown: 'team_not_found' },
    schema: {
      summary: 'Delete a team; its conversations are everybody’s afterwards',
      tags: ['teams'],
      params: ById,
      response: { 204: z.null() },
    },
    async handler({ db, params }, reply) {
      await deleteTeam(db, params.id)
      return reply.code(204).send(null)
    },
  })
}

function settingsRoutes(app: Http): void {
  app.get('/api/settings/routing', {
    config: { access: 'agent' },
    schema: {
      summary: 'How conversations find their agent',
      tags: ['settings'],
      response: { 200: RoutingAnswer },
    },
    handler: async (request) => ok(await readRouting(request.db.sql)),
  })

  app.put('/api/settings/routing', {
    config: { access: 'admin', refuses: ['team_not_found'] },
    schema: {
      summary: 'Change how conversations find their agent',
      tags: ['settings'],
      body: UpdateRoutingBody,
      response: { 200: RoutingAnswer },
    },
    handler: async ({ db, body }) => ok(await db.transaction((tx) => updateRouting(tx, body))),
  })
}

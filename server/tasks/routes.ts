import { z } from 'zod'
import {
  CreateTaskBody,
  TaskAnswer,
  TaskListQuery,
  TaskPage,
  UpdateTaskBody,
} from '../contract/tasks.ts'
import { ById } from '../contract/text.ts'
import { findCustomer } from '../customers/index.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { createTask, deleteTask, updateTask } from './actions.ts'
import { findTask, listTasks } from './queries.ts'
import { viewTask } from './view.ts'

const tags = ['tasks']
const config = { access: 'agent', unknown: 'task_not_found' } as const

/** `/api/tasks`. */
export function taskRoutes(app: Http): void {
  listRoute(app)
  createRoute(app)
  oneRoutes(app)
}

function listRoute(app: Http): void {
  app.get('/api/tasks', {
    config: { access: 'agent' },
    schema: {
      summary: 'Tasks: open ones by when they are due, done ones the latest first',
      tags,
      querystring: TaskListQuery,
      response: { 200: TaskPage },
    },
    async handler(request) {
      const { db, query } = request
      const { state, assignedTo, customerId, dueBefore, cursor, limit } = query
      const assigneeId = assignedTo === 'me' ? signedIn(request).user.id : assignedTo
      // Whoever was merged into another is that one.
      const customer = customerId === undefined ? undefined : await findCustomer(db.sql, customerId)
      if (customerId !== undefined && !customer) return okCursor([], null)
      const filter = { state, assigneeId, customerId: customer?.id, dueBefore }
      const ask = { from: placeOf(cursor), limit: limit + 1 }
      const found = await listTasks(db.sql, filter, ask)
      const { rows, next } = cut(found, limit, ({ placedAt, id }) => ({ at: placedAt, id }))
      return okCursor(rows.map(viewTask), next)
    },
  })
}

function createRoute(app: Http): void {
  app.post('/api/tasks', {
    config: {
      access: 'agent',
      refuses: [
        'customer_not_found',
        'agent_not_found',
        'conversation_not_found',
        'ticket_not_found',
      ],
    },
    schema: {
      summary: 'Add a task for a customer; its assignee is reminded when it is due',
      tags,
      body: CreateTaskBody,
      response: { 201: TaskAnswer },
    },
    async handler(request, reply) {
      const task = await createTask(request.db, request.body, signedIn(request).user)
      reply.code(201)
      return ok(task)
    },
  })
}

function oneRoutes(app: Http): void {
  app.get('/api/tasks/:id', {
    config,
    schema: { summary: 'A task', tags, params: ById, response: { 200: TaskAnswer } },
    async handler({ db, params: { id } }) {
      const row = await findTask(db.sql, id)
      if (!row) throw problem('task_not_found')
      return ok(viewTask(row))
    },
  })

  app.put('/api/tasks/:id', {
    config: { ...config, refuses: ['agent_not_found', 'task_changed'] },
    schema: {
      summary: 'Change a task, tick it done or open it again',
      tags,
      params: ById,
      body: UpdateTaskBody,
      response: { 200: TaskAnswer },
    },
    async handler(request) {
      const { db, params, body } = request
      return ok(await updateTask(db, params.id, body, signedIn(request).user))
    },
  })

  app.delete('/api/tasks/:id', {
    config,
    schema: { summary: 'Delete a task', tags, params: ById, response: { 204: z.null() } },
    async handler(request, reply) {
      await deleteTask(request.db, request.params.id, signedIn(request).user)
      return reply.code(204).send(null)
    },
  })
}

import { z } from 'zod'
import { CustomerNoteBody, NoteAnswer, NoteList } from '../contract/customers.ts'
import { ById, pathId } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { addNote, deleteNote, editNote, notesOf } from './notes.ts'
import { findCustomer } from './queries.ts'

const tags = ['customers']
const config = { access: 'agent', unknown: 'customer_not_found' } as const
const one = { access: 'agent', unknown: 'note_not_found' } as const
const ByNote = z.object({ id: pathId, noteId: pathId })

/** `/api/customers/:id/notes`. */
export function noteRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/customers/:id/notes', {
    config,
    schema: {
      summary: 'What agents noted about a customer, the newest first',
      tags,
      params: ById,
      response: { 200: NoteList },
    },
    async handler({ db, params }) {
      const customer = await findCustomer(db.sql, params.id)
      if (!customer) throw problem('customer_not_found')
      return okAll(await notesOf(db.sql, customer.id))
    },
  })

  app.post('/api/customers/:id/notes', {
    config,
    schema: {
      summary: 'Note something about a customer',
      tags,
      params: ById,
      body: CustomerNoteBody,
      response: { 201: NoteAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const note = await addNote(db, params.id, body.content, signedIn(request).user)
      reply.code(201)
      return ok(note)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/customers/:id/notes/:noteId', {
    config: one,
    schema: {
      summary: 'Edit a note of your own, or as an admin anybody’s',
      tags,
      params: ByNote,
      body: CustomerNoteBody,
      response: { 200: NoteAnswer },
    },
    async handler(request) {
      const { id: customerId, noteId } = request.params
      const { content } = request.body
      const by = signedIn(request).user
      return ok(await editNote(request.db, { customerId, noteId }, content, by))
    },
  })

  app.delete('/api/customers/:id/notes/:noteId', {
    config: one,
    schema: {
      summary: 'Delete a note of your own, or as an admin anybody’s',
      tags,
      params: ByNote,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const { id: customerId, noteId } = request.params
      await deleteNote(request.db, { customerId, noteId }, signedIn(request).user)
      return reply.code(204).send(null)
    },
  })
}

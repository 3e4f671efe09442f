import { z } from 'zod'
import { ById } from '../contract/text.ts'
import { answer, totalled } from '../contract/envelope.ts'
import {
  Agent,
  ChangePasswordBody,
  LoginBody,
  PasswordChangedAnswer,
  RefreshBody,
  RegisterBody,
  SetupAnswer,
  SignedInAnswer,
  TokenPairAnswer,
  UpdateMeBody,
  UpdateUserBody,
  UserAnswer,
} from '../contract/identity.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Limits } from '../http/limits.ts'
import type { Http } from '../http/types.ts'
import { readSettings } from '../settings/index.ts'
import { updateMe, updateUser } from './accounts.ts'
import { login, register } from './actions.ts'
import type { TokenKeys } from './keys.ts'
import { endSession, refreshSession } from './login-session.ts'
import { changePassword } from './password-changes.ts'
import { hasStaff, listAgents } from './queries.ts'
import { viewAgent, viewUser } from './view.ts'

/** `/api/auth` and `/api/users`. */
export function identityRoutes(app: Http, parts: { keys: TokenKeys; limits: Limits }): void {
  signInRoutes(app, parts)
  sessionRoutes(app, parts.keys)
  accountRoutes(app)
  passwordRoute(app, parts.limits)
  userRoutes(app)
}

function signInRoutes(app: Http, { keys, limits }: { keys: TokenKeys; limits: Limits }): void {
  app.post('/api/auth/register', {
    config: { access: 'public', refuses: ['email_taken', 'unauthorized', 'forbidden'] },
    schema: {
      summary:
        'Create an account: the first admin, staff by an admin, or a customer where that is open',
      tags: ['auth'],
      body: RegisterBody,
      response: { 201: SignedInAnswer },
    },
    async handler(request, reply) {
      await limits.loginAddress.take(request.ip)
      const data = await register(request.db, keys, request.principal, request.body)
      reply.code(201)
      return ok(data)
    },
  })

  app.post('/api/auth/login', {
    config: { access: 'public', refuses: ['invalid_credentials'] },
    schema: {
      summary: 'Sign in',
      tags: ['auth'],
      body: LoginBody,
      response: { 200: SignedInAnswer },
    },
    async handler(request) {
      const wasRight = await countTry(limits, request.body.email, request.ip)
      const data = await login(request.db, keys, request.body)
      await wasRight()
      return ok(data)
    },
  })
}

/** Counts a password that is tried for an account; answers what to do once it was the right one. */
async function countTry(limits: Limits, email: string, ip: string): Promise<() => Promise<void>> {
  const pair = `${email} ${ip}`
  await limits.loginAddress.take(ip)
  await limits.loginPair.take(pair)
  await limits.loginAccount.take(email)
  return async () => {
    await limits.loginPair.forget(pair)
    await limits.loginAccount.giveBack(email)
  }
}

function sessionRoutes(app: Http, keys: TokenKeys): void {
  app.post('/api/auth/refresh', {
    config: { access: 'public', refuses: ['refresh_token_invalid', 'refresh_token_reused'] },
    schema: {
      summary: 'Exchange a refresh token for a new pair',
      tags: ['auth'],
      body: RefreshBody,
      response: { 200: TokenPairAnswer },
    },
    async handler(request) {
      return ok(await refreshSession(request.db, keys, request.body.refreshToken))
    },
  })

  app.post('/api/auth/logout', {
    config: { access: 'customer' },
    schema: { summary: 'End this session', tags: ['auth'], response: { 200: answer(z.null()) } },
    async handler(request) {
      const { sessionId } = signedIn(request)
      if (sessionId) await request.db.transaction((tx) => endSession(tx, sessionId))
      return ok(null)
    },
  })
}

function accountRoutes(app: Http): void {
  app.get('/api/auth/setup', {
    config: { access: 'public' },
    schema: {
      summary: 'Whether the first admin is still to be created',
      tags: ['auth'],
      response: { 200: SetupAnswer },
    },
    async handler(request) {
      const { customerRegistration } = await readSettings(request.db.sql)
      return ok({ needsAdmin: !(await hasStaff(request.db.sql)), customerRegistration })
    },
  })

  app.get('/api/auth/me', {
    config: { access: 'customer' },
    schema: {
      summary: 'The account that is signed in',
      tags: ['auth'],
      response: { 200: UserAnswer },
    },
    handler: async (request) => ok(signedIn(request).user),
  })

  app.put('/api/auth/me', {
    config: { access: 'customer' },
    schema: {
      summary: "Change one's own name or language",
      tags: ['auth'],
      body: UpdateMeBody,
      response: { 200: UserAnswer },
    },
    handler: async (request) =>
      ok(viewUser(await updateMe(request.db, signedIn(request).user.id, request.body))),
  })
}

function passwordRoute(app: Http, limits: Limits): void {
  app.post('/api/auth/password', {
    config: { access: 'customer', refuses: ['wrong_password'] },
    schema: {
      summary: "Change one's own password; every other session of the account is signed out",
      tags: ['auth'],
      body: ChangePasswordBody,
      response: { 200: PasswordChangedAnswer },
    },
    async handler(request) {
      const principal = signedIn(request)
      const wasRight = await countTry(limits, principal.user.email, request.ip)
      const signedOut = await changePassword(request.db, principal, request.body)
      await wasRight()
      return ok({ signedOut })
    },
  })
}

function userRoutes(app: Http): void {
  app.get('/api/users', {
    config: { access: 'agent' },
    schema: {
      summary: 'Everybody who can be assigned',
      tags: ['users'],
      response: { 200: totalled(Agent) },
    },
    async handler(request) {
      const agents = (await listAgents(request.db.sql)).map(viewAgent)
      return okAll(agents)
    },
  })

  app.put('/api/users/:id', {
    config: { access: 'admin', unknown: 'user_not_found', refuses: ['last_admin'] },
    schema: {
      summary: 'Change an account',
      tags: ['users'],
      params: ById,
      body: UpdateUserBody,
      response: { 200: UserAnswer },
    },
    handler: async (request) =>
      ok(viewUser(await updateUser(request.db, request.params.id, request.body))),
  })
}

/** Everyone who takes part in a session: its customer's sockets and the agents who joined. */
export const sessionRoom = (sessionId: string) => `session:${sessionId}`

/** The sockets of a session's customer alone. */
export const visitorRoom = (sessionId: string) => `visitor:${sessionId}`

/** Every signed-in agent socket of a namespace. */
export const agentsRoom = 'agents'

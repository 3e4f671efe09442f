/** The two databases Frontdesk runs on. */
export type Dialect = 'sqlite' | 'postgres'

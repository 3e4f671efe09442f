import type Sqlite from 'better-sqlite3'

const MAX_STATEMENTS = 500

/** Prepares each text once: kysely asks for the same few again and again. */
export function keepStatements(sqlite: Sqlite.Database): (text: string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>()
  return (text) => {
    const known = statements.get(text)
    if (known) return known
    const statement = sqlite.prepare(text)
    if (statements.size >= MAX_STATEMENTS) statements.clear()
    statements.set(text, statement)
    return statement
  }
}

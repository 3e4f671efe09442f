import { CamelCasePlugin, type KyselyPlugin } from 'kysely'

/** Names are snake_case in the database and camelCase in TypeScript; what JSON columns hold is left as it is. */
export const plugins: KyselyPlugin[] = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

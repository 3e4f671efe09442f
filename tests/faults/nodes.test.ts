import { nodes } from './scenarios/nodes.ts'
import { provesShortly } from './short-form.ts'

provesShortly(
  'three processes on one database lose nothing when one of their parts fails',
  nodes,
  4,
)

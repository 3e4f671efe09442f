import { nodes, redis } from './scenarios/nodes.ts'
import { provesShortly } from './short-form.ts'

provesShortly(
  'three processes on one database lose nothing when one of their parts fails',
  nodes,
  5,
)
provesShortly('three processes lose nothing when their Redis is killed', redis, 1)

import { z } from 'zod'

// Must run before any schema is made: zod would try to compile it, which our content policy forbids.
z.config({ jitless: true })

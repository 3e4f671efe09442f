import { hash, verify } from '@node-rs/argon2'

// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// An unknown e-mail is checked against this, so that it takes as long as a wrong password.
const decoy = hash('a password nobody has', COST)

/** The argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST)

/** Whether the password is right; as slow for an unknown account as for a known one. */
export async function passwordMatches(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  const right = await verify(passwordHash ?? (await decoy), password)
  return right && passwordHash !== undefined
}

import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** One's own password, and a colleague's, in English. */
export const passwordsEn = {
  lead: 'Whoever is signed in as you anywhere else is signed out when you change it.',
  current: 'Old password',
  next: 'New password',
  again: 'New password again',
  hint: 'At least 8 characters',
  differs: 'This is not the same as the new password.',
  submit: 'Change the password',
  changed: (signedOut: number) =>
    signedOut === 0
      ? 'Your password is changed. You were signed in nowhere else.'
      : plural(signedOut, {
          one: 'Your password is changed. # other sign-in of yours has ended.',
          other: 'Your password is changed. # other sign-ins of yours have ended.',
        }),
  toOwn: 'Change your password',
  setOne: (name: string) => `Set a new password for ${name}`,
  setTitle: (name: string) => `A new password for ${name}`,
  setLead:
    'They are signed out everywhere at once. Tell them the new password; they can change it under “Your password” in their settings.',
  set: 'Set the password',
  setDone: (name: string) => `${name} has a new password and is signed out everywhere`,
}

/** What every language must say here. */
export type PasswordWords = typeof passwordsEn

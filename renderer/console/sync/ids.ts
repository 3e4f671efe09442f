/** A random UUID, also where the page is not served securely and `crypto.randomUUID` is missing. */
export function newId() {
  if (isSecureContext) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const third = `4${digits.slice(13, 16)}`
  const fourth = `8${digits.slice(17, 20)}`
  return [digits.slice(0, 8), digits.slice(8, 12), third, fourth, digits.slice(20)].join('-')
}

/** Whose an access token is, as it says itself; the server alone decides whether it is true. */
export function ownerOf(accessToken: string): string {
  const [, claims = ''] = accessToken.split('.')
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as {
    sub?: unknown
  }
  return typeof sub === 'string' ? sub : ''
}

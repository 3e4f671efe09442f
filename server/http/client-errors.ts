import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Problem } from '../contract/envelope.ts'
import { problem, problemText, type ProblemCode } from '../problems.ts'

// What Node itself refuses, in our codes.
const NODE_CODES: Record<string, ProblemCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
}

/** Answers what never became a request, such as bytes that are no HTTP, in the error envelope, and hangs up. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { code, status } = problem(NODE_CODES[error.code ?? ''] ?? 'malformed_request')
  const body: Problem = {
    success: false,
    statusCode: status,
    code,
    message: problemText(code, 'en'),
    requestId: randomUUID(),
  }
  const content = JSON.stringify(body)
  if (socket.writable) {
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Content-Type: application/json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(content)}`,
        'Connection: close',
        '',
        content,
      ].join('\r\n'),
    )
  }
  socket.destroySoon()
}

/** What people write in a chat, in turn. */
export const sentences = [
  'Hello, I ordered two lamps last week and only one of them has arrived so far.',
  'Yes, the number on the invoice is 2024-1187, and it was sent to the office address.',
  'Dạ em cảm ơn, vậy khoảng mấy ngày nữa thì bên mình giao lại cho em ạ?',
  'Thanks!',
]

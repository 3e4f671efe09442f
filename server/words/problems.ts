/** Every problem there is: its HTTP status and what it says in each language. `{name}` is filled in. */
export const PROBLEMS = {
  malformed_request: [400, 'The request could not be read.', 'Không đọc được yêu cầu.'],
  validation_failed: [400, 'Some fields are not valid.', 'Một số trường không hợp lệ.'],
  message_empty: [400, 'The message is empty.', 'Tin nhắn trống.'],
  message_too_long: [
    400,
    'The message is longer than 10,000 characters.',
    'Tin nhắn dài hơn 10.000 ký tự.',
  ],
  file_empty: [400, 'The file is empty.', 'Tệp trống.'],
  snooze_in_past: [400, 'The time to come back has passed already.', 'Thời điểm quay lại đã qua.'],
  unauthorized: [401, 'Please sign in.', 'Vui lòng đăng nhập.'],
  token_expired: [401, 'Your sign-in has expired.', 'Phiên đăng nhập đã hết hạn.'],
  invalid_credentials: [401, 'Email or password is wrong.', 'Email hoặc mật khẩu không đúng.'],
  refresh_token_invalid: [401, 'The refresh token is not valid.', 'Refresh token không hợp lệ.'],
  refresh_token_reused: [
    401,
    'The refresh token was used before; the session has been ended.',
    'Refresh token đã được dùng trước đó; phiên đã bị kết thúc.',
  ],
  identity_invalid: [
    401,
    'The site’s word for who you are is not valid any more.',
    'Xác nhận danh tính từ trang web không còn hợp lệ.',
  ],
  crisp_hook_invalid: [
    401,
    'The signature of this web hook is not valid.',
    'Chữ ký của webhook này không hợp lệ.',
  ],
  forbidden: [403, 'You may not do this.', 'Bạn không có quyền thực hiện việc này.'],
  not_allowed: [403, 'You may not do this here.', 'Bạn không được làm việc này ở đây.'],
  files_off: [403, 'Files cannot be sent here.', 'Không thể gửi tệp ở đây.'],
  link_invalid: [403, 'This link is not valid.', 'Liên kết này không hợp lệ.'],
  link_expired: [403, 'This link has expired.', 'Liên kết này đã hết hạn.'],
  visitor_blocked: [
    403,
    'You cannot write here at the moment.',
    'Hiện tại bạn không thể nhắn tin ở đây.',
  ],
  not_found: [404, 'There is nothing here.', 'Không có gì ở đây.'],
  user_not_found: [404, 'There is no such user.', 'Không tìm thấy người dùng.'],
  agent_not_found: [404, 'There is no such agent.', 'Không tìm thấy nhân viên.'],
  canned_reply_not_found: [404, 'There is no such canned reply.', 'Không có câu trả lời mẫu này.'],
  customer_not_found: [404, 'There is no such customer.', 'Không tìm thấy khách hàng.'],
  conversation_not_found: [
    404,
    'There is no such conversation.',
    'Không tìm thấy cuộc trò chuyện.',
  ],
  session_not_found: [404, 'There is no such chat session.', 'Không tìm thấy phiên trò chuyện.'],
  ticket_not_found: [404, 'There is no such ticket.', 'Không tìm thấy phiếu hỗ trợ.'],
  activity_not_found: [404, 'There is no such event.', 'Không tìm thấy sự kiện.'],
  api_key_not_found: [404, 'There is no such API key.', 'Không tìm thấy khóa API.'],
  notification_not_found: [404, 'There is no such notification.', 'Không tìm thấy thông báo.'],
  file_not_found: [404, 'There is no such file.', 'Không tìm thấy tệp.'],
  team_not_found: [404, 'There is no such team.', 'Không tìm thấy nhóm.'],
  tag_not_found: [404, 'There is no such tag.', 'Không tìm thấy nhãn.'],
  view_not_found: [404, 'There is no such view.', 'Không tìm thấy chế độ xem.'],
  scheduled_not_found: [
    404,
    'There is no such scheduled reply.',
    'Không tìm thấy câu trả lời đã hẹn giờ.',
  ],
  crisp_website_not_found: [
    404,
    'There is no such Crisp website.',
    'Không tìm thấy trang web Crisp này.',
  ],
  reconciliation_not_found: [404, 'There is no such comparison.', 'Không tìm thấy lần đối chiếu.'],
  crisp_message_not_failed: [
    404,
    'No message of this id failed on its way to Crisp.',
    'Không có tin nhắn nào gửi tới Crisp bị lỗi với id này.',
  ],
  customer_merge_not_found: [
    404,
    'There is no such merge of customers.',
    'Không tìm thấy lần gộp khách hàng này.',
  ],
  erasure_not_found: [404, 'There is no such erasure.', 'Không tìm thấy lần xóa dữ liệu này.'],
  block_not_found: [404, 'There is no such block.', 'Không tìm thấy lệnh chặn.'],
  email_taken: [409, 'This email address is taken.', 'Địa chỉ email này đã được sử dụng.'],
  reconciliation_not_done: [
    409,
    'This comparison is not done yet.',
    'Lần đối chiếu này chưa xong.',
  ],
  customer_in_use: [
    409,
    'The customer has chats or tickets and cannot be deleted.',
    'Khách hàng đang có cuộc trò chuyện hoặc phiếu hỗ trợ nên không thể xóa.',
  ],
  tag_name_taken: [409, 'There is a tag of this name.', 'Đã có nhãn mang tên này.'],
  changed_meanwhile: [
    409,
    'It was changed again meanwhile.',
    'Cuộc trò chuyện đã được thay đổi lần nữa.',
  ],
  undo_expired: [409, 'It is too late to take this back.', 'Đã quá thời gian để hoàn tác.'],
  too_many_views: [409, 'There are as many views as there can be.', 'Đã đạt số chế độ xem tối đa.'],
  team_name_taken: [409, 'There is a team of this name.', 'Đã có nhóm mang tên này.'],
  reply_crossed: [409, 'Another agent has replied meanwhile.', 'Một nhân viên khác vừa trả lời.'],
  session_closed: [409, 'This chat is closed.', 'Cuộc trò chuyện này đã đóng.'],
  chat_open: [
    409,
    'This chat can be rated once it is closed.',
    'Chỉ có thể đánh giá sau khi cuộc trò chuyện đã đóng.',
  ],
  rating_final: [
    409,
    'This rating cannot be changed any more.',
    'Không thể thay đổi đánh giá này nữa.',
  ],
  merge_itself: [
    409,
    'A conversation cannot be merged into itself.',
    'Không thể gộp một cuộc trò chuyện vào chính nó.',
  ],
  merge_customers: [
    409,
    'These are chats of different customers. Merge the customers first.',
    'Đây là cuộc trò chuyện của các khách hàng khác nhau. Hãy gộp khách hàng trước.',
  ],
  merge_unproven: [
    409,
    'These chats are from different browsers, and the site has not confirmed in both who the customer is. Anybody can type an e-mail address, so one might read the other’s chat.',
    'Hai cuộc trò chuyện này đến từ hai trình duyệt khác nhau và trang web chưa xác nhận danh tính khách hàng ở cả hai. Ai cũng có thể nhập một địa chỉ e-mail, nên người này có thể đọc được cuộc trò chuyện của người kia.',
  ],
  merge_same_customer: [
    409,
    'A customer cannot be merged with themselves.',
    'Không thể gộp một khách hàng với chính họ.',
  ],
  erasure_unconfirmed: [
    409,
    'Type the name or an email address of this customer to confirm.',
    'Hãy nhập tên hoặc một địa chỉ email của khách hàng này để xác nhận.',
  ],
  customer_merged: [
    409,
    'This customer has been merged into another one.',
    'Khách hàng này đã được gộp vào một khách hàng khác.',
  ],
  merge_scheduled: [
    409,
    'Replies are waiting to be sent in this conversation. Send or cancel them first.',
    'Cuộc trò chuyện này còn câu trả lời chờ gửi. Hãy gửi hoặc hủy trước.',
  ],
  link_channel: [
    409,
    'Only web chats can be merged or split.',
    'Chỉ có thể gộp hoặc tách cuộc trò chuyện trên web.',
  ],
  split_nothing: [
    409,
    'A conversation can be split before its second or a later message.',
    'Chỉ có thể tách cuộc trò chuyện từ tin nhắn thứ hai trở đi.',
  ],
  conversation_continued: [
    409,
    'This conversation goes on in another one.',
    'Cuộc trò chuyện này được tiếp tục ở một cuộc trò chuyện khác.',
  ],
  nothing_continued: [409, 'There is nothing to undo.', 'Không có gì để hoàn tác.'],
  continued_further: [
    409,
    'The other conversation goes on in a further one. Undo that first.',
    'Cuộc trò chuyện kia đã tiếp tục ở một cuộc khác. Hãy hoàn tác bước đó trước.',
  ],
  others_continued: [
    409,
    'Another conversation has been merged into the part. Undo that first.',
    'Một cuộc trò chuyện khác đã được gộp vào phần tách ra. Hãy hoàn tác bước đó trước.',
  ],
  scheduled_done: [
    409,
    'This reply has been sent or cancelled already.',
    'Câu trả lời này đã được gửi hoặc đã hủy.',
  ],
  scheduled_too_many: [
    409,
    'Too many replies are waiting in this conversation already.',
    'Cuộc trò chuyện này đã có quá nhiều câu trả lời chờ gửi.',
  ],
  shortcut_taken: [
    409,
    'There is a canned reply with this shortcut already.',
    'Đã có câu trả lời mẫu dùng lối tắt này.',
  ],
  draft_changed: [
    409,
    'This draft was changed in another window.',
    'Bản nháp này đã được sửa ở một cửa sổ khác.',
  ],
  conversation_closed: [409, 'This conversation is closed.', 'Cuộc trò chuyện này đã đóng.'],
  already_converted: [
    409,
    'This chat is ticket {ticketNumber} already.',
    'Cuộc trò chuyện này đã được chuyển thành phiếu {ticketNumber}.',
  ],
  ticket_transition: [
    409,
    'A ticket cannot go from {from} to {to}.',
    'Phiếu hỗ trợ không thể chuyển từ {from} sang {to}.',
  ],
  last_admin: [409, 'The last admin cannot be removed.', 'Không thể bỏ quản trị viên cuối cùng.'],
  request_in_progress: [
    409,
    'The first request with this Idempotency-Key is still running.',
    'Yêu cầu đầu tiên với Idempotency-Key này vẫn đang được xử lý.',
  ],
  request_timeout: [408, 'The request took too long to arrive.', 'Yêu cầu gửi đến quá lâu.'],
  payload_too_large: [413, 'The request is too large.', 'Yêu cầu quá lớn.'],
  file_too_large: [413, 'The file is larger than {megabytes} MB.', 'Tệp lớn hơn {megabytes} MB.'],
  file_type_refused: [415, 'Files of this kind are not accepted.', 'Không chấp nhận loại tệp này.'],
  range_not_satisfiable: [416, 'The file has no such part.', 'Tệp không có phần này.'],
  unsupported_media_type: [
    415,
    'Send JSON: Content-Type application/json.',
    'Hãy gửi JSON: Content-Type application/json.',
  ],
  idempotency_key_reused: [
    422,
    'This Idempotency-Key was used with another body.',
    'Idempotency-Key này đã được dùng với nội dung khác.',
  ],
  rate_limited: [
    429,
    'Too many requests; wait {seconds} s.',
    'Quá nhiều yêu cầu; vui lòng đợi {seconds} giây.',
  ],
  headers_too_large: [
    431,
    'The headers of the request are too large.',
    'Phần đầu của yêu cầu quá lớn.',
  ],
  internal_error: [500, 'Something went wrong on our side.', 'Đã có lỗi phía máy chủ.'],
  crisp_refused: [502, 'Crisp answered: {reason}.', 'Crisp trả lời: {reason}.'],
  crisp_not_configured: [
    503,
    'Crisp is not connected: set CRISP_IDENTIFIER and CRISP_KEY.',
    'Chưa kết nối Crisp: hãy đặt CRISP_IDENTIFIER và CRISP_KEY.',
  ],
  draining: [
    503,
    'The server is restarting; please try again.',
    'Máy chủ đang khởi động lại; vui lòng thử lại.',
  ],
  unavailable: [503, 'The service cannot answer just now.', 'Dịch vụ tạm thời chưa sẵn sàng.'],
} as const satisfies Record<string, readonly [status: number, en: string, vi: string]>

export type ProblemCode = keyof typeof PROBLEMS

/** Other words for a problem, where it can say more than its code's. */
export const WORDINGS = {
  too_many_sign_ins: [
    'Too many sign-in attempts; try again in {minutes} minutes.',
    'Đăng nhập sai quá nhiều lần; vui lòng thử lại sau {minutes} phút.',
  ],
} as const satisfies Record<string, readonly [en: string, vi: string]>

export type Wording = keyof typeof WORDINGS

/* The page where somebody plays the visitor and the operator. */
const token = new URLSearchParams(location.search).get('token') ?? ''
const headers = { authorization: `Bearer ${token}` }
const byId = (id) => document.getElementById(id)
let session = location.hash.slice(1)
let conversation

async function ask(path, options = {}) {
  const response = await fetch(path, { ...options, headers: { ...headers, ...options.headers } })
  const body = await response.json()
  if (!response.ok) throw new Error(body.message)
  return body
}

async function act(name, ...args) {
  const answer = await ask('/control/act', { method: 'POST', body: JSON.stringify({ name, args }) })
  void show()
  return answer.result
}

/** Listens, and lets whatever goes wrong be seen. */
function on(target, event, handle) {
  target.addEventListener(event, (happened) => {
    Promise.resolve(handle(happened)).catch((error) => {
      byId('said').textContent = error.message
    })
  })
}

function element(name, text = '', properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties })
}

async function show() {
  const { websites, scenarios } = await ask('/control/conversations')
  showList(websites)
  showScenarios(scenarios)
  const all = websites.flatMap(({ conversations }) => conversations)
  if (!all.some(({ session_id }) => session_id === session)) session = all[0]?.session_id ?? ''
  if (!session) return
  conversation = await ask(`/control/conversation?session=${session}`)
  showThreads()
}

function showList(websites) {
  const select = document.querySelector('[name=website]')
  if (select.options.length !== websites.length)
    select.replaceChildren(
      ...websites.map(({ website_id, name }) => element('option', name, { value: website_id })),
    )
  const rows = websites
    .flatMap(({ name, conversations }) => conversations.map((each) => ({ name, ...each })))
    .toSorted((a, b) => b.updated_at - a.updated_at)
    .map(row)
  byId('conversations').replaceChildren(...rows)
}

function row({ session_id, name, meta, state, unread, last_message }) {
  const item = element('li')
  const label = `${meta.nickname || 'Visitor'} · ${state}${unread.operator ? ` · ${unread.operator}` : ''}`
  const button = element('button', label, { type: 'button' })
  button.setAttribute('aria-current', String(session_id === session))
  button.append(element('br'), element('small', `${name}: ${last_message}`))
  on(button, 'click', () => choose(session_id))
  item.append(button)
  return item
}

function choose(id) {
  session = id
  location.hash = id
  void show()
}

function showScenarios(scenarios) {
  if (byId('scenarios').childElementCount > 0) return
  byId('scenarios').replaceChildren(
    ...scenarios.map(({ name, says }) => {
      const button = element('button', name, { type: 'button', title: says })
      on(button, 'click', async () => {
        byId('said').textContent = says
        await act(`scenario: ${name}`)
      })
      return button
    }),
  )
}

function showThreads() {
  const { messages, compose, meta, state, is_blocked, assigned, operators } = conversation
  fill(
    'visitor',
    messages.filter(({ type }) => type !== 'note' && type !== 'event'),
    'user',
  )
  fill('operator', messages, 'operator')
  typing('visitor', compose.operator, 'The operator is typing…')
  typing(
    'operator',
    compose.visitor,
    `${meta.nickname || 'The visitor'}: ${compose.visitor.excerpt ?? ''}`,
  )
  const who = operators.find(({ user_id }) => user_id === assigned?.user_id)
  byId('facts').textContent = [meta.nickname, meta.email, state, who?.first_name]
    .filter(Boolean)
    .join(' · ')
  byId('resolve').textContent = state === 'resolved' ? 'Reopen' : 'Resolve'
  byId('block').textContent = is_blocked ? 'Unblock' : 'Block'
}

function fill(side, messages, mine) {
  const thread = document.querySelector(`#${side} .thread`)
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40
  thread.replaceChildren(...messages.map((message) => bubble(message, mine)))
  if (atEnd || thread.dataset.session !== session) thread.scrollTop = thread.scrollHeight
  thread.dataset.session = session
}

function bubble(message, mine) {
  const item = element('li', textOf(message))
  item.classList.toggle('mine', message.from === mine)
  item.classList.toggle('note', message.type === 'note')
  if (message.content.url) {
    const link = element('a', message.content.name ?? message.content.url, {
      href: message.content.url,
      target: '_blank',
    })
    item.replaceChildren(link)
  }
  const marks = [
    message.user.nickname,
    message.edited && 'edited',
    message.read && 'read',
    !message.read && message.delivered && 'delivered',
  ]
  item.append(element('small', marks.filter(Boolean).join(' · ')))
  return item
}

function textOf({ type, content }) {
  if (typeof content === 'string') return content
  const choices = (content.choices ?? content.targets ?? []).map(
    ({ label, title }) => `• ${label ?? title}`,
  )
  return [`${content.text ?? content.namespace ?? content.name ?? type}`, content.value, ...choices]
    .filter(Boolean)
    .join('\n')
}

function typing(side, { type }, text) {
  document.querySelector(`#${side} .typing`).textContent = type === 'start' ? text : ''
}

function onSubmit(side, send) {
  on(document.querySelector(`#${side} form`), 'submit', async (event) => {
    event.preventDefault()
    const { text, note } = event.target.elements
    const said = text.value.trim()
    if (!said) return
    text.value = ''
    await send(said, note?.checked)
  })
}

onSubmit('visitor', async (text) => {
  await act('visitorSays', session, text)
  await act('visitorTypes', session, '')
})
onSubmit('operator', async (text, isNote) => {
  await act(isNote ? 'operatorNotes' : 'operatorSays', session, text)
  await act('operatorTypes', session, false)
})
on(document.querySelector('#visitor [name=text]'), 'input', ({ target }) => {
  void act('visitorTypes', session, target.value)
})
on(document.querySelector('#operator [name=text]'), 'input', ({ target }) => {
  void act('operatorTypes', session, target.value !== '')
})
on(document.querySelector('#visitor [type=file]'), 'change', async ({ target }) => {
  const [file] = target.files
  if (!file) return
  const path = `/control/file?name=${encodeURIComponent(file.name)}`
  const type = file.type || 'application/octet-stream'
  const content = await ask(path, { method: 'POST', body: file, headers: { 'content-type': type } })
  await act('visitorSays', session, { type: 'file', content })
  target.value = ''
})
on(byId('arrive'), 'submit', async (event) => {
  event.preventDefault()
  const { website, nickname, email } = event.target.elements
  choose(
    await act('visitorArrives', website.value, { nickname: nickname.value, email: email.value }),
  )
  nickname.value = email.value = ''
})
on(byId('resolve'), 'click', () =>
  act('setState', session, conversation.state === 'resolved' ? 'unresolved' : 'resolved'),
)
on(byId('block'), 'click', () => act('block', session, !conversation.is_blocked))
for (const button of document.querySelectorAll('[data-act]'))
  on(button, 'click', () => act(button.dataset.act, session))

on(new EventSource(`/control/changes?token=${encodeURIComponent(token)}`), 'message', show)
void show()

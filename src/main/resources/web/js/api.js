// The HTTP interface; a refusal becomes a Problem with its sentence and fields.

export class Problem extends Error {
  constructor(problem, status) {
    super(problem.detail || `The server answered with ${status}.`);
    this.status = status;
    this.errors = problem.errors ?? [];
  }
}

async function answer(response) {
  if (response.status === 204) return null;
  const text = await response.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    throw new Problem({ detail: `The server's answer (${response.status}) could not be read.` }, response.status);
  }
  if (!response.ok) throw new Problem(body ?? {}, response.status);
  return body;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new Problem({ detail: 'The server cannot be reached: is it running?' }, 0);
  }
  return answer(response);
}

export function get(path, query, signal) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== '' && value !== null && value !== undefined) asked.set(name, value);
  }
  const text = asked.toString();
  return call(text ? `${path}?${text}` : path, { signal });
}

export function post(path, body, key) {
  return send('POST', path, body, key);
}

export function put(path, body) {
  return send('PUT', path, body);
}

function send(method, path, body, key) {
  return call(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...keyed(key) },
    body: JSON.stringify(body),
  });
}

export function upload(path, fields, file, key) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  return call(path, { method: 'POST', headers: keyed(key), body: form });
}

export function remove(path) {
  return call(path, { method: 'DELETE' });
}

/** A key of its own for one intention: sent twice, it is done once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keyed(key) {
  return key ? { 'Idempotency-Key': key } : {};
}

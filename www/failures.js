// What went wrong, in words for whoever sits before the page.

/** Something in the form is missing or wrong. `field` is the name of the field. */
export class FormError extends Error {
  name = 'FormError'

  constructor(message, field) {
    super(message)
    this.field = field
  }
}

const HINTS = {
  client_secret_basic: 'Is the secret right?',
  client_secret_post: 'Is the secret right?',
  client_secret_jwt: 'Is the secret right?',
  private_key_jwt: 'Does the server know the public half of this key, and by this kid?',
  none: 'Does the server know the client as one without authentication?',
}

/**
 * @param {typeof import('oauth4wasm')} oauth
 * @param {any} error
 * @param {{issuer: string, method: string, step: 'server' | 'request' | 'answer'}} where
 * @returns {{title: string, words: string}}
 */
export function explain(oauth, error, where) {
  if (error instanceof FormError) return { title: 'Something is missing in the form', words: error.message }
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) return refusal(error, where)
  if (error.name === 'TimeoutError')
    return { title: 'The server did not answer', words: `Nothing came from ${where.issuer} within 10 seconds. Is it still running?` }
  if (error instanceof TypeError && error.code === undefined)
    return {
      title: 'The server could not be reached',
      words: `${where.issuer} is not running, or it does not allow pages from ${location.origin} (CORS). The browser does not tell which.`,
    }
  if (error instanceof TypeError) return { title: 'The package refuses an argument', words: error.message }
  if (error instanceof oauth.OperationProcessingError) return processing(oauth, error, where)
  if (error instanceof oauth.UnsupportedOperationError) return { title: 'This is not supported', words: error.message }
  return { title: 'The push failed', words: error.message }
}

function refusal(error, { method }) {
  const { error: code, error_description: description } = error.cause?.[0]?.parameters ?? error
  const words = description ? sentence(description) : 'It gave no reason.'
  return { title: `The server refused: ${code ?? error.status}`, words: code === 'invalid_client' ? `${words} ${HINTS[method]}` : words }
}

function processing(oauth, error, { issuer, step }) {
  const status = error.cause?.status
  switch (error.code) {
    case oauth.MISSING_SERVER_METADATA:
      return { title: 'The server does not say where', words: `Its metadata has no ${error.cause?.attribute}: it may not offer pushed authorization requests.` }
    case oauth.HTTP_REQUEST_FORBIDDEN:
    case oauth.REQUEST_PROTOCOL_FORBIDDEN:
      return { title: 'Only https', words: 'This page pushes over https, and over plain http only to 127.0.0.1 and localhost.' }
    case oauth.JSON_ATTRIBUTE_COMPARISON:
      return { title: 'Another issuer', words: `The metadata found at ${issuer} is that of ${error.cause?.body?.issuer}. Type the issuer exactly as the server names itself.` }
    case oauth.INTERNAL_ERROR:
      return { title: 'The package failed', words: 'That is a bug of ours. The next push works.' }
  }
  if (step === 'server')
    return { title: 'No metadata of a server there', words: `${issuer} answered${status ? ` ${status}` : ''}, but not with metadata. Is the issuer right? Some servers have only one of the two kinds of metadata.` }
  return { title: 'The answer is not what it must be', words: error.message }
}

export const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
